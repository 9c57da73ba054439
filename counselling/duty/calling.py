"""How an office calls: whom, by which ways, how long each has; and what the desk should know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from counselling.duty.page import Page, Why
from counselling.duty.roster import NOBODY, Roster
from counselling.duty.ways import Way

PAUSE = timedelta(minutes=5)


@dataclass(frozen=True)
class Calling:
    """``ways`` are those that are set up, by name; ``desk`` is the desk's address, "" for none.

    ``pause``: how long a person has to take the ticket before the next one is called.
    """

    roster: Callable[[], Roster] = lambda: NOBODY
    ways: Mapping[str, Way] = field(default_factory=dict)
    desk: str = ""
    pause: timedelta = PAUSE

    def reachable(self) -> Roster:
        """Everybody who can be reached at all."""
        return self.roster().reachable(self.ways)


@dataclass(frozen=True)
class Unreached:
    """The last page to this person by this way was not delivered."""

    name: str
    way: str
    why: Why | None
    at: datetime

    @classmethod
    def of(cls, page: Page, roster: Roster) -> "Unreached":
        """From the page that failed."""
        return cls(roster.name_of(page.person or ""), page.way, page.why, page.at)


@dataclass(frozen=True)
class CallNews:
    """``in_vain``, ``nobody``: the codes of waiting emergencies for which everybody was called
    without an answer, and for which nobody could be called.
    """

    in_vain: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    unreached: tuple[Unreached, ...] = ()
