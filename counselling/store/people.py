"""The accounts as those see them who look after them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.permissions import Role, User
from counselling.store.staff import ACCOUNTS, as_user
from counselling.store.tables import desk_session, staff, ticket


@dataclass(frozen=True)
class Person:
    """A member of staff; ``held``: how many running tickets she holds."""

    user: User
    created_at: datetime
    held: int
    seen_at: datetime | None


class PeopleRows:
    """Lists and changes accounts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> list[Person]:
        """Everybody, those who work here first, then by name."""
        held = (
            select(func.count())
            .where(ticket.c.holder_id == staff.c.id, ticket.c.ended_at.is_(None))
            .correlate(staff)
            .scalar_subquery()
        )
        seen = (
            select(func.max(desk_session.c.seen_at))
            .where(desk_session.c.staff_id == staff.c.id)
            .correlate(staff)
            .scalar_subquery()
        )
        query = ACCOUNTS.add_columns(held.label("held"), seen.label("seen_at"))
        rows = await self._connection.execute(query.order_by(~staff.c.active, staff.c.name))
        return [
            Person(as_user(row), row["created_at"], row["held"], row["seen_at"])
            for row in rows.mappings()
        ]

    async def held_codes(self, staff_id: str) -> list[str]:
        """The running tickets she holds."""
        query = (
            select(ticket.c.code)
            .where(ticket.c.holder_id == staff_id, ticket.c.ended_at.is_(None))
            .order_by(ticket.c.opened_at)
        )
        return list(await self._connection.scalars(query))

    async def other_administrators(self, staff_id: str) -> int:
        """How many there are beside her who can sign in."""
        query = select(func.count()).where(
            staff.c.role == Role.ADMINISTRATOR, staff.c.active, staff.c.id != staff_id
        )
        return await self._connection.scalar(query) or 0

    async def save(self, user: User) -> None:
        """Name, role, office and whether she works here, as ``user`` says."""
        await self._connection.execute(
            update(staff)
            .where(staff.c.id == user.id)
            .values(name=user.name, role=user.role, office=user.office, active=user.active)
        )
