"""Rasa's memory of conversations: small, bounded, never on disk, and without a word of hers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class BoundedTrackerStore(TrackerStore):  # type: ignore[misc]
    """Keeps the last turns' intents and actions of the conversations used last.

    ``conversations`` and ``turns`` bound it. Texts, parse data and replies are left out: the
    policies need none of them, and the service's database is the truth. A conversation that
    has been dropped goes on as well: its state comes with every turn (bot/channel.py).
    """

    def __init__(
        self,
        domain: Any,
        event_broker: Any = None,
        conversations: int = 2000,
        turns: int = 3,
        host: str | None = None,
    ) -> None:
        super().__init__(domain, event_broker)
        self._conversations = conversations
        self._turns = turns
        self._kept: OrderedDict[str, list[Event]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep what the dialogue needs of this conversation; forget the one unused longest.

        A tracker without any event is how the channel says that one was erased: it is forgotten.
        """
        if not tracker.events:
            self._kept.pop(tracker.sender_id, None)
            return
        events = [event for event in tracker.events if not isinstance(event, BotUttered)]
        self._kept[tracker.sender_id] = [_wordless(event) for event in _last(events, self._turns)]
        self._kept.move_to_end(tracker.sender_id)
        if len(self._kept) > self._conversations:
            self._kept.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as far as it is kept, or None."""
        events = self._kept.get(sender_id)
        if events is None:
            return None
        return DialogueStateTracker.from_events(
            sender_id, events, self.domain.slots, domain=self.domain
        )

    async def keys(self) -> Iterable[str]:
        """The conversations that are kept."""
        return list(self._kept)


def _last(events: list[Event], turns: int) -> list[Event]:
    """The events of the last turns, from the listening before the first of them on."""
    heard = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(heard) <= turns:
        return events
    first = heard[-turns]
    for at in range(first, -1, -1):
        event = events[at]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME:
            return events[at:]
    return events[first:]


def _wordless(event: Event) -> Event:
    if not isinstance(event, UserUttered):
        return event
    return UserUttered(
        intent={"name": event.intent_name, "confidence": 1.0},
        timestamp=event.timestamp,
        use_text_for_featurization=False,
    )
