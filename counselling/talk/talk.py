"""All of this room in one hand."""

from collections.abc import Callable, Mapping

from counselling.case_at_hand import Cases
from counselling.clock import Clock
from counselling.faq import FaqSet
from counselling.limits import Limits
from counselling.live import Live
from counselling.store.store import Store
from counselling.talk.drafts import DraftKeeper
from counselling.talk.notes import CaseNotes
from counselling.talk.onlookers import Onlookers
from counselling.talk.passing_on import PassingOn
from counselling.talk.reading import Reading
from counselling.talk.suggestions import Suggestions
from counselling.talk.supervision import Supervision


class Talk:
    """What the desk does around a conversation. Who may is its gate to check."""

    def __init__(  # what its corners take
        self,
        store: Store,
        cases: Cases,
        live: Live,
        faq: Callable[[], FaqSet],
        now: Clock,
        limits: Mapping[str, Limits],
    ) -> None:
        self.notes = CaseNotes(store, cases, live, now)
        self.passing_on = PassingOn(store, cases, faq, now)
        self.supervision = Supervision(store, cases, live, now)
        self.drafts = DraftKeeper(store, cases, now)
        self.reading = Reading(store, now, limits)
        self.onlookers = Onlookers(live, now)
        self.suggestions = Suggestions(faq)
