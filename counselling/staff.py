"""Accounts and logins of the desk.

Passwords are hashed with argon2id at the library's default cost (RFC 9106, low-memory profile);
sessions end after 30 idle minutes and 12 hours in all (OWASP ASVS 5.0, 7.3).
"""

import asyncio
import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError, VerifyMismatchError

from counselling.clock import Clock, utc_now
from counselling.permissions import Role, User
from counselling.store.staff import SessionRow
from counselling.store.store import Store, finishes

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SHORTEST_PASSWORD = 12  # OWASP ASVS 5.0, 6.2.1 asks for 8 and recommends 15
LONGEST_PASSWORD = 256
_SEEN_EVERY = timedelta(seconds=30)  # a request need not write each time


class LoginTaken(Exception):
    """Another account has this login."""


class NoSuchLogin(Exception):
    """No account has this login."""


class WrongPassword(Exception):
    """This is not the account's present password."""


class WeakPassword(Exception):
    """The password is too short or too long."""


@dataclass(frozen=True)
class DeskSession:
    """A running session; ``csrf`` belongs into every form."""

    user: User
    csrf: str


class Staff:
    """Make accounts, check logins, keep sessions."""

    def __init__(
        self, store: Store, *, now: Clock = utc_now, hasher: PasswordHasher | None = None
    ) -> None:
        self._store = store
        self._now = now
        self._hasher = hasher or PasswordHasher()

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
        _check_strength(password)
        login = _login(login)
        user = User(
            uuid.uuid4().hex, login, name, role,
            must_change_password=must_change_password, office=office,
        )  # fmt: skip
        password_hash = await asyncio.to_thread(self._hasher.hash, password)
        async with self._store.write() as tx:
            if await tx.staff.by_login(login):
                raise LoginTaken(login)
            await tx.staff.add(user, password_hash, at=self._now())
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
            found = await tx.staff.by_login(_login(login))
        user, password_hash = found or (None, self._nobodys_hash)
        right = await asyncio.to_thread(self._verify, password_hash, password[:LONGEST_PASSWORD])
        if not (user and right and user.active):
            return None
        async with self._store.write() as tx:
            await tx.records.audit(user.id, "login", "desk", at=self._now())
        return user

    @finishes
    async def change_password(self, user: User, *, old: str, new: str) -> None:
        """Change the own password and end all sessions; raises WrongPassword, WeakPassword."""
        _check_strength(new)
        async with self._store.read() as tx:
            found = await tx.staff.get(user.id)
        if not found or not await asyncio.to_thread(self._verify, found[1], old):
            raise WrongPassword
        password_hash = await asyncio.to_thread(self._hasher.hash, new)
        async with self._store.write() as tx:
            await tx.staff.set_password(user.id, password_hash, must_change=False)
            await tx.staff.end_sessions(user.id)
            await tx.records.audit(user.id, "change_password", "own", at=self._now())

    @finishes
    async def reset_password(self, login: str, password: str) -> None:
        """Give an account a password to be changed at its next login, and end its sessions.

        Raises NoSuchLogin, WeakPassword.
        """
        _check_strength(password)
        password_hash = await asyncio.to_thread(self._hasher.hash, password)
        async with self._store.write() as tx:
            found = await tx.staff.by_login(_login(login))
            if found is None:
                raise NoSuchLogin(login)
            user, _ = found
            await tx.staff.set_password(user.id, password_hash, must_change=True)
            await tx.staff.end_sessions(user.id)
            await tx.records.audit(user.id, "reset_password", "operator", at=self._now())

    @finishes
    async def start_session(self, user: User) -> str:
        """A new session; returns its secret token, which is stored only as a hash."""
        token, now = secrets.token_urlsafe(32), self._now()
        row = SessionRow(_hash(token), user.id, secrets.token_urlsafe(32), now, now)
        async with self._store.write() as tx:
            await tx.staff.start_session(row)
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
        if now - row.seen_at > IDLE or now - row.started_at > ABSOLUTE:
            await self.end_session(token)
            return None
        if touch and now - row.seen_at > _SEEN_EVERY:
            async with self._store.write() as tx:
                await tx.staff.seen(row.token_hash, at=now)
        return DeskSession(found[0], row.csrf)

    @finishes
    async def end_session(self, token: str) -> None:
        """Log out."""
        async with self._store.write() as tx:
            await tx.staff.end_session(_hash(token))

    @cached_property
    def _nobodys_hash(self) -> str:
        """What a login that does not exist is checked against, so that it takes as long."""
        return self._hasher.hash(secrets.token_urlsafe())

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerifyMismatchError, VerificationError):
            return False


def _login(typed: str) -> str:
    """Phones write the first letter large and add a space: neither makes another login."""
    return typed.strip().casefold()


def _check_strength(password: str) -> None:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise WeakPassword(f"a password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
