"""Members of staff and their desk sessions in the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, delete, desc, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.permissions import Role, User
from counselling.store.tables import desk_session, staff
from counselling.store.tables_staff import second_factor

ACCOUNTS = select(staff, second_factor.c.confirmed_at).outerjoin(
    second_factor, second_factor.c.staff_id == staff.c.id
)
"""Every account with when its second factor was confirmed; ``as_user`` reads a row."""


@dataclass(frozen=True)
class SessionRow:
    """A desk session as stored: the hash of its token, never the token.

    ``handle`` names it in a list; ``browser`` is as "Firefox · Windows".
    """

    token_hash: str
    staff_id: str
    csrf: str
    started_at: datetime
    seen_at: datetime
    handle: str = ""
    browser: str = ""


class StaffRows:
    """Accounts and sessions."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, user: User, password_hash: str, *, at: datetime) -> None:
        """A new account; the database refuses a login that exists."""
        await self._connection.execute(
            staff.insert().values(
                id=user.id,
                login=user.login,
                name=user.name,
                role=user.role,
                active=user.active,
                must_change_password=user.must_change_password,
                password_hash=password_hash,
                created_at=at,
                office=user.office,
                first_password_until=user.first_password_until,
            )
        )

    async def by_login(self, login: str) -> tuple[User, str] | None:
        """The account and its password hash."""
        return await self._one(staff.c.login == login)

    async def get(self, user_id: str) -> tuple[User, str] | None:
        """The account with this id and its password hash."""
        return await self._one(staff.c.id == user_id)

    async def active(self) -> list[User]:
        """All who have not left, by name."""
        query = ACCOUNTS.where(staff.c.active).order_by(staff.c.name)
        return [as_user(row) for row in (await self._connection.execute(query)).mappings()]

    async def count(self) -> int:
        """How many accounts there are."""
        return await self._connection.scalar(select(func.count()).select_from(staff)) or 0

    async def set_password(
        self,
        user_id: str,
        password_hash: str,
        *,
        must_change: bool,
        until: datetime | None = None,
    ) -> None:
        """Give an account another password, good ``until`` then if it is a first one."""
        await self._connection.execute(
            update(staff)
            .where(staff.c.id == user_id)
            .values(
                password_hash=password_hash,
                must_change_password=must_change,
                first_password_until=until,
            )
        )

    async def start_session(self, row: SessionRow) -> None:
        """A new desk session."""
        await self._connection.execute(desk_session.insert().values(vars(row)))

    async def session(self, token_hash: str) -> SessionRow | None:
        """The session with this token hash."""
        query = select(desk_session).where(desk_session.c.token_hash == token_hash)
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return SessionRow(**row) if row else None

    async def sessions(self, user_id: str) -> list[SessionRow]:
        """An account's sessions, the one used last first."""
        query = (
            select(desk_session)
            .where(desk_session.c.staff_id == user_id)
            .order_by(desc(desk_session.c.seen_at))
        )
        return [SessionRow(**row) for row in (await self._connection.execute(query)).mappings()]

    async def seen(self, token_hash: str, *, at: datetime) -> None:
        """The session was used."""
        await self._connection.execute(
            update(desk_session).where(desk_session.c.token_hash == token_hash).values(seen_at=at)
        )

    async def end_session(self, token_hash: str) -> None:
        """Log out."""
        await self._connection.execute(
            delete(desk_session).where(desk_session.c.token_hash == token_hash)
        )

    async def end_sessions(self, user_id: str) -> None:
        """Log an account out everywhere."""
        await self._connection.execute(
            delete(desk_session).where(desk_session.c.staff_id == user_id)
        )

    async def end_all_sessions(self) -> None:
        """Log everybody out."""
        await self._connection.execute(delete(desk_session))

    async def end_sessions_but(self, user_id: str, handle: str) -> int:
        """Log an account out everywhere else; from how many places."""
        done = await self._connection.execute(
            delete(desk_session).where(
                desk_session.c.staff_id == user_id, desk_session.c.handle != handle
            )
        )
        return done.rowcount

    async def end_one(self, user_id: str, handle: str) -> bool:
        """End the session with this handle; whether there was one."""
        done = await self._connection.execute(
            delete(desk_session).where(
                desk_session.c.staff_id == user_id, desk_session.c.handle == handle
            )
        )
        return done.rowcount > 0

    async def _one(self, condition: ColumnElement[bool]) -> tuple[User, str] | None:
        row = (await self._connection.execute(ACCOUNTS.where(condition))).mappings().one_or_none()
        return (as_user(row), row["password_hash"]) if row else None


def as_user(row: RowMapping) -> User:
    """The account in a row of ``ACCOUNTS``."""
    return User(
        id=row["id"],
        login=row["login"],
        name=row["name"],
        role=Role(row["role"]),
        active=row["active"],
        must_change_password=row["must_change_password"],
        office=row["office"],
        has_code=row["confirmed_at"] is not None,
        first_password_until=row["first_password_until"],
    )
