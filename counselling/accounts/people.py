"""Who works here: accounts made, changed, closed and opened again by those who look after them."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace

from counselling.accounts.passwords import FIRST_LASTS, Passwords, first_password
from counselling.accounts.staff_add import add_account, new_login, plain_login
from counselling.clock import Clock
from counselling.permissions import Role, User
from counselling.store.people import Person
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction

OPERATOR = "operator"  # who, in the audit: whoever runs the machine
LONGEST_NAME = 80


class NoSuchPerson(Exception):
    """No account has this id or login."""


class LastAdministrator(Exception):
    """Nobody else could look after the accounts."""


class NoSuchOffice(Exception):
    """faq/offices.yml has no office with this id."""


class BadName(Exception):
    """The name is empty or too long."""


class People:
    """The accounts, for administrators. ``by`` is the id of who does it, for the audit.

    ``offices``: the names of the offices by their ids.
    """

    def __init__(
        self,
        store: Store,
        passwords: Passwords,
        offices: Callable[[], Mapping[str, str]],
        now: Clock,
    ) -> None:
        self._store = store
        self._passwords = passwords
        self._now = now
        self.offices = offices

    @finishes
    async def all(self) -> list[Person]:
        """Everybody, also those who have left."""
        async with self._store.read() as tx:
            return await tx.people.all()

    @finishes
    async def held(self, staff_id: str) -> list[str]:
        """The codes of the running tickets she holds."""
        async with self._store.read() as tx:
            return await tx.people.held_codes(staff_id)

    @finishes
    async def get(self, staff_id: str) -> User:
        """The account; raises NoSuchPerson."""
        async with self._store.read() as tx:
            return await found(tx, staff_id)

    @finishes
    async def with_login(self, login: str) -> User:
        """The account; raises NoSuchPerson."""
        async with self._store.read() as tx:
            row = await tx.staff.by_login(plain_login(login))
        if row is None:
            raise NoSuchPerson(login)
        return row[0]

    @finishes
    async def add(
        self, login: str, name: str, role: Role, office: str | None, *, by: str
    ) -> tuple[User, str]:
        """A new account and its first password, which is kept only as a hash.

        Raises BadLogin, LoginTaken, BadName, NoSuchOffice.
        """
        if not 1 <= len(name.strip()) <= LONGEST_NAME:
            raise BadName(name)
        if office is not None and office not in self.offices():
            raise NoSuchOffice(office)
        user = User(
            uuid.uuid4().hex, new_login(login), name.strip(), role,
            must_change_password=True, office=office,
            first_password_until=self._now() + FIRST_LASTS,
        )  # fmt: skip
        password = first_password()
        password_hash = await self._passwords.hash(password)
        async with self._store.write() as tx:
            await add_account(tx, user, password_hash, at=self._now())
            await tx.records.audit(by, "add_staff", f"{user.login} {role}", at=self._now())
        return user, password

    @finishes
    async def change(
        self, staff_id: str, *, name: str, role: Role, office: str | None, by: str
    ) -> User:
        """Name, role and office; raises NoSuchPerson, BadName, NoSuchOffice, LastAdministrator."""
        async with self._store.write() as tx:
            before = await found(tx, staff_id)
            if not 1 <= len(name.strip()) <= LONGEST_NAME:
                raise BadName(name)
            if office not in {None, before.office, *self.offices()}:
                raise NoSuchOffice(office)
            if before.role is Role.ADMINISTRATOR and role is not Role.ADMINISTRATOR:
                await _keep_one(tx, before)
            after = replace(before, name=name.strip(), role=role, office=office)
            await tx.people.save(after)
            for what, about in _differences(before, after):
                await tx.records.audit(by, what, about, at=self._now())
        return after

    @finishes
    async def set_active(self, staff_id: str, *, active: bool, by: str) -> User:
        """Close or open an account; closing ends its sessions.

        Raises NoSuchPerson, LastAdministrator.
        """
        async with self._store.write() as tx:
            user = await found(tx, staff_id)
            if user.active == active:
                return user
            if not active and user.role is Role.ADMINISTRATOR:
                await _keep_one(tx, user)
            user = replace(user, active=active)
            await tx.people.save(user)
            await tx.staff.end_sessions(user.id)
            what = "activate" if active else "deactivate"
            await tx.records.audit(by, what, user.login, at=self._now())
        return user

    @finishes
    async def new_password(self, staff_id: str, *, by: str) -> str:
        """A first password for who forgot hers; ends her sessions. Raises NoSuchPerson."""
        password, until = first_password(), self._now() + FIRST_LASTS
        password_hash = await self._passwords.hash(password)
        async with self._store.write() as tx:
            user = await found(tx, staff_id)
            await tx.staff.set_password(user.id, password_hash, must_change=True, until=until)
            await tx.staff.end_sessions(user.id)
            await tx.records.audit(by, "reset_password", user.login, at=self._now())
        return password

    @finishes
    async def code_off(self, staff_id: str, *, by: str) -> None:
        """For who lost her phone: the password alone again. Ends her sessions.

        Raises NoSuchPerson.
        """
        async with self._store.write() as tx:
            user = await found(tx, staff_id)
            await tx.factors.remove(user.id)
            await tx.staff.end_sessions(user.id)
            await tx.records.audit(by, "code_off", user.login, at=self._now())


async def found(tx: Transaction, staff_id: str) -> User:
    """The account with this id; raises NoSuchPerson."""
    row = await tx.staff.get(staff_id)
    if row is None:
        raise NoSuchPerson(staff_id)
    return row[0]


async def _keep_one(tx: Transaction, user: User) -> None:
    if user.active and not await tx.people.other_administrators(user.id):
        raise LastAdministrator(user.login)


def _differences(before: User, after: User) -> list[tuple[str, str]]:
    """What was done, and about whom, as the audit says it."""
    done = []
    if before.name != after.name:
        done.append(("set_name", after.login))
    if before.role != after.role:
        done.append(("set_role", f"{after.login} {after.role}"))
    if before.office != after.office:
        done.append(("set_office", f"{after.login} {after.office or '-'}"))
    return done
