"""After how many days follow-ups are usually due, as administrators may say in the browser."""

import re
from collections.abc import Mapping, Sequence

from counselling.accounts.office_rules import OutOfLimits
from counselling.clock import Clock
from counselling.permissions import User
from counselling.store.store import Store, finishes

NAME = "follow_up_days"
LEAST, MOST, HOW_MANY = 1, 1000, 6  # days, and how many of them: as OSSO_FOLLOW_UP_DAYS allows


class UsualDays:
    """Changes them."""

    def __init__(self, store: Store, now: Clock) -> None:
        self._store = store
        self._now = now

    @finishes
    async def choose(self, typed: str, *, by: User) -> None:
        """Keep the days in ``typed``, such as "7, 30, 91"; raises OutOfLimits."""
        days = _read(typed)
        async with self._store.write() as tx:
            before = chosen_days(await tx.office_settings.all())
            if before == days:
                return
            for place in range(HOW_MANY):
                day = days[place] if place < len(days) else None
                await tx.office_settings.set(_name(place), day)
            about = f"{NAME} {_written(before) or '-'} {_written(days)}"
            await tx.records.audit(by.id, "set_rule", about, at=self._now())


def chosen_days(settings: Mapping[str, int]) -> tuple[int, ...]:
    """Those chosen in the browser, soonest first; none were: empty."""
    names = (_name(place) for place in range(HOW_MANY))
    return tuple(settings[name] for name in names if name in settings)


def _read(typed: str) -> tuple[int, ...]:
    parts = [part for part in re.split(r"[\s,;]+", typed) if part]
    if not 1 <= len(parts) <= HOW_MANY:
        raise OutOfLimits(NAME)
    if any(not part.isascii() or not part.isdigit() or len(part) > 4 for part in parts):
        raise OutOfLimits(NAME)
    days = sorted({int(part) for part in parts})
    if not (days[0] >= LEAST and days[-1] <= MOST):
        raise OutOfLimits(NAME)
    return tuple(days)


def _name(place: int) -> str:
    return f"{NAME}_{place + 1}"


def _written(days: Sequence[int]) -> str:
    return ",".join(str(day) for day in days)
