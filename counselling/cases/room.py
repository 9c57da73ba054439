"""All that can be done with cases, put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counselling.cases.case_file import CaseFile
from counselling.cases.follow_up import DEFAULT_DAYS
from counselling.cases.follow_up_work import FollowUpWork
from counselling.cases.home import Home
from counselling.cases.other_tickets import OtherTickets
from counselling.clock import Clock, utc_now
from counselling.faq import FaqSet
from counselling.scribe import Announcer
from counselling.store.store import Store


@dataclass(frozen=True)
class CaseRoom:
    """``faq``: the set with the themes that a case is filed under."""

    file: CaseFile
    follow_ups: FollowUpWork
    others: OtherTickets
    home: Home
    faq: Callable[[], FaqSet]


def case_room(
    store: Store,
    announcer: Announcer,
    faq: Callable[[], FaqSet],
    follow_up_days: Callable[[], Sequence[int]] = lambda: DEFAULT_DAYS,
    *,
    now: Clock = utc_now,
) -> CaseRoom:
    """The parts of the room. ``follow_up_days``: the usual follow-ups, in days from today."""
    return CaseRoom(
        CaseFile(store, announcer, follow_up_days=follow_up_days, now=now),
        FollowUpWork(store, announcer, now=now),
        OtherTickets(store, announcer, faq, now=now),
        Home(store, announcer, now=now),
        faq,
    )
