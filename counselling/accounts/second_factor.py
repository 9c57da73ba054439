"""Codes from her phone at the sign-in: set up, asked for, taken once, switched off."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher

from counselling.accounts import totp
from counselling.accounts.recovery import RecoveryHasher, new_codes
from counselling.clock import Clock
from counselling.permissions import User
from counselling.store.second_factors import FactorRow
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction

SET_UP_WITHIN = timedelta(minutes=30)


class WrongCode(Exception):
    """Not a code of now, or one that was used already."""


@dataclass(frozen=True)
class SetUp:
    """What her app must be given: as text to type in, and as an address to scan."""

    text: str
    address: str


@dataclass(frozen=True)
class FactorState:
    """``on`` since, ``setting_up`` what waits for its first code, and recovery codes left."""

    on: datetime | None
    setting_up: SetUp | None
    codes_left: int


class SecondFactors:
    """Everybody's second factor. ``secret`` is the office's, 32 bytes."""

    def __init__(
        self, store: Store, secret: bytes, now: Clock, cost: PasswordHasher | None = None
    ) -> None:
        self._store = store
        self._now = now
        self.recovery = RecoveryHasher(secret, cost)

    @finishes
    async def state(self, user: User) -> FactorState:
        """How it stands with hers."""
        async with self._store.read() as tx:
            row = await tx.factors.get(user.id)
            left = await tx.factors.codes_left(user.id)
        if row is None:
            return FactorState(None, None, 0)
        return FactorState(row.confirmed_at, self._setting_up(row, user), left)

    @finishes
    async def begin(self, user: User) -> None:
        """A fresh secret for her to set up; one that counts already stays."""
        async with self._store.write() as tx:
            row = await tx.factors.get(user.id)
            if row is None or row.confirmed_at is None:
                await tx.factors.begin(user.id, totp.new_secret(), at=self._now())

    @finishes
    async def confirm(self, user: User, typed: str, *, session: str) -> list[str]:
        """It counts from now on; her recovery codes, never to be seen again.

        ``session``: the handle of the only session that goes on. Raises WrongCode.
        """
        async with self._store.read() as tx:
            await self._first_step(tx, user, typed)  # before ten codes are hashed for nothing
        codes, hashed = await self._new_codes(user)
        async with self._store.write() as tx:
            step = await self._first_step(tx, user, typed)
            await tx.factors.confirm(user.id, at=self._now())
            await tx.factors.used(user.id, step)
            await tx.staff.end_sessions_but(user.id, session)
            await tx.records.audit(user.id, "code_on", "own", at=self._now())
            await tx.factors.set_codes(user.id, hashed)
        return codes

    @finishes
    async def takes(self, user: User, typed: str) -> bool:
        """Whether this is her code of now, or a recovery code of hers; neither goes twice."""
        plain = _plain(typed)
        is_code = plain.isdigit() and len(plain) == totp.DIGITS
        recovery = None if is_code else await self.recovery.hash(user.id, typed)
        async with self._store.write() as tx:
            how = await self._take(tx, user, plain, recovery)
            if how != "code":
                await tx.records.audit(user.id, how, "desk", at=self._now())
            return how != "wrong_code"

    @finishes
    async def renew_codes(self, user: User) -> list[str]:
        """Ten fresh recovery codes in place of those she had."""
        codes, hashed = await self._new_codes(user)
        async with self._store.write() as tx:
            await tx.records.audit(user.id, "new_codes", "own", at=self._now())
            await tx.factors.set_codes(user.id, hashed)
        return codes

    @finishes
    async def switch_off(self, user: User, *, session: str) -> None:
        """Her password alone opens the desk again; ``session`` is the only one that goes on."""
        async with self._store.write() as tx:
            await tx.factors.remove(user.id)
            await tx.staff.end_sessions_but(user.id, session)
            await tx.records.audit(user.id, "code_off", "own", at=self._now())

    async def _first_step(self, tx: Transaction, user: User, typed: str) -> int:
        """The step of the first code of what is being set up; raises WrongCode."""
        row = await tx.factors.get(user.id)
        if row is None or self._setting_up(row, user) is None:
            raise WrongCode
        step = totp.step_of(row.secret, _plain(typed), at=self._now())
        if step is None:
            raise WrongCode
        return step

    async def _take(self, tx: Transaction, user: User, plain: str, recovery: str | None) -> str:
        row = await tx.factors.get(user.id)
        if row is None or row.confirmed_at is None:
            return "wrong_code"
        if recovery:
            known = await tx.factors.use_code(user.id, recovery)
            return "recovery_code" if known else "wrong_code"
        step = totp.step_of(row.secret, plain, at=self._now(), after=row.last_step)
        if step is None:
            return "wrong_code"
        await tx.factors.used(user.id, step)
        return "code"

    async def _new_codes(self, user: User) -> tuple[list[str], list[str]]:
        """Fresh ones, and what is stored of them."""
        codes = new_codes()
        return codes, await self.recovery.hash_all(user.id, codes)

    def _setting_up(self, row: FactorRow, user: User) -> SetUp | None:
        if row.confirmed_at is not None or self._now() - row.made_at > SET_UP_WITHIN:
            return None
        return SetUp(totp.as_text(row.secret), totp.as_address(row.secret, user.login))


def _plain(typed: str) -> str:
    return "".join(typed.split())
