"""Who of the staff is there: available, busy, or away.

What each has chosen is kept in the database, and in memory for every page's head. Whether a page of
hers is open is known by its requests and its stream, in memory alone; after a restart open pages
report within seconds. Services that share a database tell each other (together/at_others.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from counselling.clock import Clock, utc_now
from counselling.live import Live
from counselling.permissions import Permission, User, may
from counselling.store.store import Store, finishes
from counselling.together.whereabouts import (
    AGAIN_EVERY,
    TOPIC,
    Chose,
    Seen,
    SignedOut,
    Whereabouts,
)

GONE_AFTER = timedelta(minutes=3)
"""Without any sign of an open page for so long, she is away."""


class Being(StrEnum):
    """What a member of staff says of herself, or what the missing of her pages says."""

    AVAILABLE = "available"
    BUSY = "busy"
    AWAY = "away"


@dataclass(frozen=True)
class Colleague:
    """A member of staff as her colleagues see her."""

    user: User
    being: Being


class Presence:
    """Keeps what members of staff say of themselves, and sees whose pages are open."""

    def __init__(self, store: Store, *, now: Clock = utc_now) -> None:
        self._store = store
        self._now = now
        self._seen: dict[str, datetime] = {}
        self._chosen: dict[str, str] = {}
        self._told_at: dict[str, datetime] = {}
        self._tell: Callable[[Whereabouts], None] = lambda _what: None

    def tell_by(self, live: Live) -> None:
        """There are other services: tell them by ``live``."""
        self._tell = lambda what: live.relay(TOPIC, what)

    def told(self, what: Seen | SignedOut | Chose) -> None:
        """Another service says so."""
        match what:
            case Seen(staff_id):
                self._seen[staff_id] = self._now()
            case SignedOut(staff_id):
                self._seen.pop(staff_id, None)
            case Chose(staff_id, being):
                self._chosen[staff_id] = being

    @finishes
    async def start(self) -> None:
        """Read what was chosen before."""
        async with self._store.read() as tx:
            self._chosen = await tx.presence.chosen()

    def seen(self, user_id: str) -> None:
        """A page of hers is open now."""
        now = self._seen[user_id] = self._now()
        last = self._told_at.get(user_id)
        if last is None or now - last >= timedelta(seconds=AGAIN_EVERY) or now < last:
            self._told_at[user_id] = now
            self._tell(Seen(user_id))

    def left(self, user_id: str) -> None:
        """She has signed out; other pages of hers may still be seen."""
        self._seen.pop(user_id, None)
        self._told_at.pop(user_id, None)
        self._tell(SignedOut(user_id))

    @finishes
    async def choose(self, user: User, being: Being) -> None:
        """She says so of herself."""
        async with self._store.write() as tx:
            await tx.presence.choose(user.id, being)
        self._chosen[user.id] = being
        self._tell(Chose(user.id, being))

    def of(self, user: User) -> Being:
        """What she has chosen; available until she says otherwise."""
        chosen = self._chosen.get(user.id)
        return next((being for being in Being if being == chosen), Being.AVAILABLE)

    def is_there(self, user: User) -> bool:
        """Whether a page of hers is open and she is available."""
        return self._now_being(user) is Being.AVAILABLE

    @finishes
    async def colleagues(self, user: User) -> list[Colleague]:
        """Who works on cases in the office of ``user``, herself left out; by state, then name.

        Whoever serves all offices is everybody's colleague.
        """
        async with self._store.read() as tx:
            everybody = await tx.staff.active()
        here = [
            Colleague(one, self._now_being(one))
            for one in everybody
            if one.id != user.id and may(one, Permission.CLAIM) and _together(one, user)
        ]
        return sorted(here, key=lambda one: (list(Being).index(one.being), one.user.name))

    def _now_being(self, user: User) -> Being:
        seen = self._seen.get(user.id)
        if seen is None or self._now() - seen > GONE_AFTER:
            return Being.AWAY
        return self.of(user)


def _together(one: User, other: User) -> bool:
    return None in {one.office, other.office} or one.office == other.office
