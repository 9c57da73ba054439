"""How long things are kept, as far as administrators may say so in the browser."""

from collections.abc import Mapping
from dataclasses import dataclass

from counselling.clock import Clock
from counselling.permissions import User
from counselling.store.store import Store, finishes


@dataclass(frozen=True)
class Limits:
    """The days that may be chosen: ``least`` to ``most``."""

    least: int
    most: int


# A week, so that a woman who comes back after the weekend finds her chat; a year, as no longer is
# needed to answer her. Three months, so that a case outlives its first follow-ups. Two months, so
# that misuse can still be found; ten years, as OSSO_* allow.
CHANGEABLE: Mapping[str, Limits] = {
    "keep_chats_days": Limits(7, 365),
    "keep_cases_days": Limits(90, 3650),
    "keep_records_days": Limits(60, 3650),
}


class OutOfLimits(Exception):
    """Not a whole number within the limits."""


class OfficeRules:
    """Reads and changes them."""

    def __init__(self, store: Store, now: Clock) -> None:
        self._store = store
        self._now = now

    @finishes
    async def chosen(self) -> dict[str, int]:
        """The days that were chosen here, by name."""
        async with self._store.read() as tx:
            return await tx.office_settings.all()

    @finishes
    async def choose(self, name: str, typed: str, *, by: User, now: int) -> None:
        """Keep for that many days instead of ``now``.

        Whoever has a case already was told of fewer days perhaps, and is held to what she was told.
        Raises OutOfLimits, KeyError for what cannot be changed.
        """
        limits, plain = CHANGEABLE[name], typed.strip()
        days = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 6 else -1
        if not limits.least <= days <= limits.most:
            raise OutOfLimits(name)
        async with self._store.write() as tx:
            before = (await tx.office_settings.all()).get(name)
            if before != days:
                if name == "keep_cases_days":
                    await tx.tickets.told(now)
                await tx.office_settings.set(name, days)
                about = f"{name} {'-' if before is None else before} {days}"
                await tx.records.audit(by.id, "set_rule", about, at=self._now())
