"""Accounts and logins of the desk.

Sessions end after 30 idle minutes and 12 hours in all (OWASP ASVS 5.0, 7.3). What else there is to
an account is in accounts/.
"""

import asyncio
import hashlib
import secrets
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher

from counselling.accounts.audit_reading import AuditReading
from counselling.accounts.doorstep import Doorstep
from counselling.accounts.guessing import check_not_guessable
from counselling.accounts.known_browsers import KnownBrowsers
from counselling.accounts.office_rules import OfficeRules
from counselling.accounts.passwords import Passwords
from counselling.accounts.people import People
from counselling.accounts.second_factor import SecondFactors
from counselling.accounts.sessions import Sessions
from counselling.accounts.staff_add import add_account, plain_login
from counselling.accounts.usual_days import UsualDays
from counselling.clock import Clock, utc_now
from counselling.permissions import Role, User
from counselling.presence import Presence
from counselling.store.not_saved import NotSaved
from counselling.store.staff import SessionRow
from counselling.store.store import Store, finishes

_SEEN_EVERY = timedelta(seconds=30)  # a request need not write each time
_ONE_GUESSER = timedelta(minutes=10)
NOBODY = "nobody"  # who, in the audit: a login that does not exist


class NoSuchLogin(Exception):
    """No account has this login."""


class WrongPassword(Exception):
    """This is not the account's present password."""


@dataclass(frozen=True)
class DeskSession:
    """A running session; ``csrf`` belongs into every form, ``handle`` names it in the list."""

    user: User
    csrf: str
    handle: str


class Staff:
    """Make accounts, check logins, keep sessions."""

    def __init__(
        self,
        store: Store,
        secret: bytes,
        *,
        now: Clock = utc_now,
        hasher: PasswordHasher | None = None,
        offices: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """``secret``: the office's, 32 bytes. ``offices``: their names by their ids."""
        self._store = store
        self._now = now
        self._passwords = Passwords(hasher)
        self.factors = SecondFactors(store, secret, self._time, hasher)
        self.people = People(store, self._passwords, offices, self._time)
        self.sessions = Sessions(store, self._time)
        self.browsers = KnownBrowsers(secret, self._time)
        self.doorstep = Doorstep(secret, self._time)
        self.audit = AuditReading(store, self._time)
        self.rules = OfficeRules(store, self._time)
        self.usual_days = UsualDays(store, self._time)
        self.presence = Presence(store, now=self._time)

    @finishes
    async def add(  # an account is that much
        self,
        login: str,
        name: str,
        role: Role,
        password: str,
        *,
        must_change_password: bool,
        office: str | None = None,
    ) -> User:
        """A new account; ``office``: see User. Raises LoginTaken, WeakPassword."""
        login = plain_login(login)
        user = User(
            uuid.uuid4().hex, login, name, role,
            must_change_password=must_change_password, office=office,
        )  # fmt: skip
        password_hash = await self._passwords.hash(password)
        async with self._store.write() as tx:
            await add_account(tx, user, password_hash, at=self._now())
        return user

    @finishes
    async def is_empty(self) -> bool:
        """Whether there is no account yet."""
        async with self._store.read() as tx:
            return await tx.staff.count() == 0

    @finishes
    async def authenticate(self, login: str, password: str) -> User | None:
        """The account, if the password is right. Takes as long for a login that does not exist."""
        async with self._store.read() as tx:
            found = await tx.staff.by_login(plain_login(login))
        user, password_hash = found or (None, self._passwords.nobodys)
        right = await self._passwords.fits(password_hash, password)
        if user and right and user.active and not self._has_ended(user):
            return user
        await self._note_guess(user.id if user else NOBODY)
        return None

    @finishes
    async def knows_password(self, user: User, typed: str) -> bool:
        """Whether somebody who is signed in can still say her password."""
        async with self._store.read() as tx:
            found = await tx.staff.get(user.id)
        return found is not None and await self._passwords.fits(found[1], typed)

    @finishes
    async def change_password(self, user: User, *, old: str, new: str) -> None:
        """Change the own password and end all sessions; raises WrongPassword, WeakPassword."""
        password_hash = await self._passwords.hash(new)
        await asyncio.to_thread(check_not_guessable, new, (user.login, user.name))
        if not await self.knows_password(user, old):
            raise WrongPassword
        async with self._store.write() as tx:
            await tx.staff.set_password(user.id, password_hash, must_change=False)
            await tx.staff.end_sessions(user.id)
            await tx.records.audit(user.id, "change_password", "own", at=self._now())

    @finishes
    async def reset_password(self, login: str, password: str) -> None:
        """Give an account a password to be changed at its next login, and end its sessions.

        Raises NoSuchLogin, WeakPassword.
        """
        password_hash = await self._passwords.hash(password)
        async with self._store.write() as tx:
            found = await tx.staff.by_login(plain_login(login))
            if found is None:
                raise NoSuchLogin(login)
            user, _ = found
            await tx.staff.set_password(user.id, password_hash, must_change=True)
            await tx.staff.end_sessions(user.id)
            await tx.records.audit(user.id, "reset_password", "operator", at=self._now())

    @finishes
    async def start_session(self, user: User, browser: str = "", *, renewed: bool = False) -> str:
        """A new session; returns its secret token, which is stored only as a hash.

        ``browser``: as "Firefox · Windows". ``renewed``: she was signed in already.
        """
        token, now = secrets.token_urlsafe(32), self._now()
        row = SessionRow(
            _hash(token), user.id, secrets.token_urlsafe(32), now, now,
            secrets.token_hex(8), browser,
        )  # fmt: skip
        async with self._store.write() as tx:
            await tx.staff.start_session(row)
            if not renewed:
                await tx.records.audit(user.id, "login", "desk", at=now)
        return token

    @finishes
    async def session(self, token: str, *, touch: bool = True) -> DeskSession | None:
        """The running session of a token, if it has not timed out.

        ``touch=False`` for what a page does by itself: an open page must not keep an idle session.
        """
        now = self._now()
        async with self._store.read() as tx:
            row = await tx.staff.session(_hash(token))
            found = await tx.staff.get(row.staff_id) if row else None
        if not row or not found or not found[0].active:
            return None
        if not self.sessions.runs(row):
            await self.end_session(token)
            return None
        if touch and now - row.seen_at > _SEEN_EVERY:
            with suppress(NotSaved):  # a disk that is full must not sign anybody out
                async with self._store.write() as tx:
                    await tx.staff.seen(row.token_hash, at=now)
        return DeskSession(found[0], row.csrf, row.handle)

    @finishes
    async def end_session(self, token: str) -> None:
        """Log out."""
        async with self._store.write() as tx:
            await tx.staff.end_session(_hash(token))

    @finishes
    async def _note_guess(self, who: str) -> None:
        """Audited once in ten minutes: guessing must not fill the audit."""
        now = self._now()
        async with self._store.write() as tx:
            if not await tx.records.audited(
                who, "wrong_password", "desk", since=now - _ONE_GUESSER
            ):
                await tx.records.audit(who, "wrong_password", "desk", at=now)

    def _has_ended(self, user: User) -> bool:
        """Whether her first password is past its time."""
        return user.first_password_until is not None and user.first_password_until < self._now()

    def _time(self) -> datetime:
        """The clock that the parts share."""
        return self._now()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
