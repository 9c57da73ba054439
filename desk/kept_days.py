"""How long things are kept, as the settings page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class KeptDays:
    """``days`` as they count now. ``variable``: the OSSO_ setting that fixes them, if one does."""

    name: str
    days: int
    standard: int
    variable: str | None


async def no_kept_days() -> Sequence[KeptDays]:
    """Where nothing was said of it."""
    return ()
