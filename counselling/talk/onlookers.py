"""Who of the staff looks at a case just now, and who writes: kept in memory, gone with the page."""

import secrets
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from counselling.clock import Clock
from counselling.live import Live, OnlookersChanged, case_topic
from counselling.permissions import User
from counselling.talk.looking_elsewhere import LookingElsewhere
from counselling.together.whereabouts import TOPIC, LooksAt, WritesAt

STILL_WRITING = timedelta(seconds=6)
"""A sign of writing counts for so long; pages send one every three seconds."""


@dataclass(frozen=True)
class Onlooker:
    """Somebody at the case."""

    name: str
    writes: bool


class Onlookers:
    """One case's pages, by the id of its conversation; those at other services as they tell."""

    def __init__(self, live: Live, now: Clock) -> None:
        self._live = live
        self._now = now
        self._here = secrets.token_hex(6)  # this service's name
        self._open: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._names: dict[str, str] = {}
        self._wrote: dict[tuple[str, str], datetime] = {}
        self._elsewhere = LookingElsewhere(time.monotonic)

    @contextmanager
    def looking(self, conversation_id: str, user: User) -> Iterator[None]:
        """``user`` has the page open for as long as the context is."""
        pages = self._open[conversation_id]
        pages[user.id] += 1
        self._names[user.id] = user.name
        if pages[user.id] == 1:
            self._tell(conversation_id, user.id, user.name)
        try:
            yield
        finally:
            pages[user.id] -= 1
            if not pages[user.id]:
                self._gone(conversation_id, user.id)

    def writes(self, conversation_id: str, user: User) -> None:
        """``user`` is writing there now; her page may be open at another service."""
        self._live.relay(TOPIC, WritesAt(conversation_id, user.id))
        self._mark_writing(conversation_id, user.id)

    def beside(self, conversation_id: str, user: User) -> list[Onlooker]:
        """Who else is there, by name."""
        there = self._elsewhere.at(conversation_id)
        there |= {one: self._names[one] for one in self._open.get(conversation_id, ())}
        there.pop(user.id, None)
        found = [Onlooker(name, self._writes(conversation_id, one)) for one, name in there.items()]
        return sorted(found, key=lambda onlooker: onlooker.name)

    def told(self, what: LooksAt | WritesAt) -> None:
        """Another service says so."""
        if isinstance(what, WritesAt):
            self._mark_writing(what.conversation_id, what.staff_id)
            return
        if self._elsewhere.told(what):
            self._left(what.conversation_id, what.staff_id)
            self._changed(what.conversation_id)

    def tell_again(self) -> None:
        """Tell the other services of all pages that are open here, and forget who told nothing."""
        for conversation_id, pages in self._open.items():
            for staff_id in pages:
                self._tell_others(conversation_id, staff_id, self._names[staff_id])
        for conversation_id in self._elsewhere.fade():
            self._changed(conversation_id)

    def _mark_writing(self, conversation_id: str, user_id: str) -> None:
        if not self._is_there(conversation_id, user_id):
            return
        known = self._writes(conversation_id, user_id)
        self._wrote[conversation_id, user_id] = self._now()
        if not known:
            self._changed(conversation_id)

    def _is_there(self, conversation_id: str, user_id: str) -> bool:
        open_here = user_id in self._open.get(conversation_id, ())
        return open_here or user_id in self._elsewhere.at(conversation_id)

    def _writes(self, conversation_id: str, user_id: str) -> bool:
        at = self._wrote.get((conversation_id, user_id))
        return at is not None and self._now() - at < STILL_WRITING

    def _gone(self, conversation_id: str, user_id: str) -> None:
        pages = self._open[conversation_id]
        del pages[user_id]
        if not pages:
            del self._open[conversation_id]
        self._left(conversation_id, user_id)
        name = self._names[user_id]
        if not any(user_id in others for others in self._open.values()):
            del self._names[user_id]
        self._tell(conversation_id, user_id, name, is_open=False)

    def _left(self, conversation_id: str, user_id: str) -> None:
        if not self._is_there(conversation_id, user_id):
            self._wrote.pop((conversation_id, user_id), None)

    def _tell(self, conversation_id: str, user_id: str, name: str, *, is_open: bool = True) -> None:
        self._tell_others(conversation_id, user_id, name, is_open=is_open)
        self._changed(conversation_id)

    def _tell_others(
        self, conversation_id: str, user_id: str, name: str, *, is_open: bool = True
    ) -> None:
        self._live.relay(TOPIC, LooksAt(self._here, conversation_id, user_id, name, is_open))

    def _changed(self, conversation_id: str) -> None:
        """The pages here look again; each service tells its own."""
        self._live.publish_here(case_topic(conversation_id), OnlookersChanged())
