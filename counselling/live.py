"""Who is looking right now: publish and subscribe for chats, cases and the queue.

Readers are in this process; where several services share a database, ``relay`` tells the others.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from counselling.conversations import ChatState, Message, Sender
from counselling.together.whereabouts import Whereabouts

DESK = "desk"
MOST_WAITING = 500  # events a slow reader may lag behind before it is told to read anew


def chat_topic(channel: str, address: str) -> str:
    """The topic of the woman's own screens."""
    return f"chat:{channel}:{address}"


def channel_topic(channel: str) -> str:
    """The topic of what a channel that has no open screens must know."""
    return f"channel:{channel}"


def case_topic(conversation_id: str) -> str:
    """The topic of the counsellors who look at one conversation."""
    return f"case:{conversation_id}"


@dataclass(frozen=True)
class MessageAdded:
    """A message was stored."""

    message: Message


@dataclass(frozen=True)
class MoreToRead:
    """Another service stored a message: it is in the database."""


@dataclass(frozen=True)
class StateChanged:
    """Another handler has the conversation, or its ticket changed."""

    state: ChatState


@dataclass(frozen=True)
class Typing:
    """Somebody is writing."""

    sender: Sender


@dataclass(frozen=True)
class TypingIn:
    """Somebody is writing to the chat at ``address``: told to the whole channel."""

    address: str
    sender: Sender


@dataclass(frozen=True)
class QueueChanged:
    """A ticket was opened, moved or became more urgent."""

    ticket_code: str
    emergency: bool = False


@dataclass(frozen=True)
class PresenceChanged:
    """A member of staff says something else of herself."""


@dataclass(frozen=True)
class NoteAdded:
    """The staff have a new note among themselves."""


@dataclass(frozen=True)
class CaseChanged:
    """Something on the ticket's page is another, and nothing on hers."""


@dataclass(frozen=True)
class OnlookersChanged:
    """Somebody else of the staff looks at the case or writes there, or no longer does."""


@dataclass(frozen=True)
class Erased:
    """The woman erased the conversation."""


@dataclass(frozen=True)
class Resync:
    """The reader lagged behind and events were lost: read everything anew."""


Event = (
    MessageAdded
    | MoreToRead
    | StateChanged
    | Typing
    | TypingIn
    | QueueChanged
    | PresenceChanged
    | NoteAdded
    | CaseChanged
    | OnlookersChanged
    | Erased
    | Resync
    | Whereabouts
)


class Live:
    """Topics and their present readers. Nothing is kept for who is not there."""

    def __init__(self) -> None:
        self._readers: dict[str, set[asyncio.Queue[Event]]] = defaultdict(set)
        self.relay: Callable[[str, Event], None] = lambda _topic, _event: None

    def publish(self, topic: str, event: Event) -> None:
        """Tell everyone who looks at ``topic`` now."""
        self.publish_here(topic, event)
        self.relay(topic, event)

    def publish_here(self, topic: str, event: Event) -> None:
        """Tell everyone who looks at ``topic`` in this process."""
        for queue in tuple(self._readers.get(topic, ())):
            if queue.full():
                _drop_all(queue)
                queue.put_nowait(Resync())
            else:
                queue.put_nowait(event)

    def resync(self) -> None:
        """Everyone who looks at anything in this process reads it anew."""
        for topic in tuple(self._readers):
            self.publish_here(topic, Resync())

    @contextmanager
    def subscribe(self, *topics: str) -> Iterator[asyncio.Queue[Event]]:
        """A queue of the events on ``topics`` for as long as the context is open."""
        queue: asyncio.Queue[Event] = asyncio.Queue(MOST_WAITING)
        for topic in topics:
            self._readers[topic].add(queue)
        try:
            yield queue
        finally:
            for topic in topics:
                self._readers[topic].discard(queue)
                if not self._readers[topic]:
                    del self._readers[topic]


def _drop_all(queue: asyncio.Queue[Event]) -> None:
    while not queue.empty():
        queue.get_nowait()
