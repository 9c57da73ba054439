"""Who of the staff looks at a case just now, and who writes: kept in memory, gone with the page."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from counselling.clock import Clock
from counselling.live import Live, OnlookersChanged, case_topic
from counselling.permissions import User

STILL_WRITING = timedelta(seconds=6)
"""A sign of writing counts for so long; pages send one every three seconds."""


@dataclass(frozen=True)
class Onlooker:
    """Somebody at the case."""

    name: str
    writes: bool


class Onlookers:
    """One case's pages, by the id of its conversation."""

    def __init__(self, live: Live, now: Clock) -> None:
        self._live = live
        self._now = now
        self._open: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._names: dict[str, str] = {}
        self._wrote: dict[tuple[str, str], datetime] = {}

    @contextmanager
    def looking(self, conversation_id: str, user: User) -> Iterator[None]:
        """``user`` has the page open for as long as the context is."""
        pages = self._open[conversation_id]
        pages[user.id] += 1
        self._names[user.id] = user.name
        if pages[user.id] == 1:
            self._tell(conversation_id)
        try:
            yield
        finally:
            pages[user.id] -= 1
            if not pages[user.id]:
                self._gone(conversation_id, user.id)

    def writes(self, conversation_id: str, user: User) -> None:
        """``user`` is writing there now."""
        known = self._writes(conversation_id, user.id)
        if user.id in self._open.get(conversation_id, ()):
            self._wrote[conversation_id, user.id] = self._now()
            if not known:
                self._tell(conversation_id)

    def beside(self, conversation_id: str, user: User) -> list[Onlooker]:
        """Who else is there, by name."""
        others = [one for one in self._open.get(conversation_id, ()) if one != user.id]
        found = [Onlooker(self._names[one], self._writes(conversation_id, one)) for one in others]
        return sorted(found, key=lambda onlooker: onlooker.name)

    def _writes(self, conversation_id: str, user_id: str) -> bool:
        at = self._wrote.get((conversation_id, user_id))
        return at is not None and self._now() - at < STILL_WRITING

    def _gone(self, conversation_id: str, user_id: str) -> None:
        pages = self._open[conversation_id]
        del pages[user_id]
        self._wrote.pop((conversation_id, user_id), None)
        if not pages:
            del self._open[conversation_id]
        if not any(user_id in others for others in self._open.values()):
            self._names.pop(user_id, None)
        self._tell(conversation_id)

    def _tell(self, conversation_id: str) -> None:
        self._live.publish(case_topic(conversation_id), OnlookersChanged())
