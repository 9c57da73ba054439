"""How long things are kept, and when follow-ups are due, as the settings page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from counselling.cases.follow_up import DEFAULT_DAYS


@dataclass(frozen=True)
class KeptDays:
    """``days`` as they count now. ``variable``: the OSSO_ setting that fixes them, if one does."""

    name: str
    days: int
    standard: int
    variable: str | None


@dataclass(frozen=True)
class FollowUpDays:
    """After how many ``days`` follow-ups are usually due; ``variable`` as in KeptDays."""

    days: tuple[int, ...]
    standard: tuple[int, ...]
    variable: str | None = None


async def usual_follow_ups() -> FollowUpDays:
    """Where nothing was said of them."""
    return FollowUpDays(DEFAULT_DAYS, DEFAULT_DAYS)


async def nobody_to_tell() -> None:
    """Where nobody keeps what was chosen at hand."""


async def no_kept_days() -> Sequence[KeptDays]:
    """Where nothing was said of it."""
    return ()
