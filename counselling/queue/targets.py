"""By when the office wants to have written to her. She is promised none of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from counselling.tickets.ticket import Priority


@dataclass(frozen=True)
class Target:
    """For tickets of one priority. ``always``: the clock runs at night and on holidays too."""

    first_reply: timedelta
    next_step: timedelta
    always: bool


@dataclass(frozen=True)
class Targets:
    """``amber_at``: the share of the time, between 0 and 1, after which a clock turns amber."""

    amber_at: float = 1.0
    by_priority: Mapping[Priority, Target] = field(default_factory=dict)
