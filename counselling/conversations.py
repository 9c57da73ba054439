"""A conversation, its messages, and who has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

Language = Literal["vi", "en", "ko"]
LANGUAGES: tuple[Language, ...] = ("vi", "en", "ko")
Country = Literal["vn", "kr", "tw"]
COUNTRIES: tuple[Country, ...] = ("vn", "kr", "tw")
"""Where she may be, the likeliest first: the women served here have come home or are about to."""


class Sender(StrEnum):
    """Who wrote a message."""

    WOMAN = "woman"
    ASSISTANT = "assistant"
    COUNSELLOR = "counsellor"
    SYSTEM = "system"


class Handler(StrEnum):
    """Who has the conversation: the one who may write to her next."""

    ASSISTANT = "assistant"
    WAITING = "waiting"
    COUNSELLOR = "counsellor"


class Event(StrEnum):
    """What can move a conversation from one handler to the next."""

    TICKET_OPENED = "ticket_opened"
    CLAIMED = "claimed"
    HANDED_BACK = "handed_back"
    TAKEN_BACK = "taken_back"
    TICKET_ENDED = "ticket_ended"
    TO_OFFICE = "to_office"


HANDOVERS: Mapping[tuple[Handler, Event], Handler] = {
    (Handler.ASSISTANT, Event.TICKET_OPENED): Handler.WAITING,
    (Handler.WAITING, Event.CLAIMED): Handler.COUNSELLOR,
    (Handler.WAITING, Event.TICKET_ENDED): Handler.ASSISTANT,
    (Handler.COUNSELLOR, Event.HANDED_BACK): Handler.ASSISTANT,
    (Handler.COUNSELLOR, Event.TICKET_ENDED): Handler.ASSISTANT,
    (Handler.ASSISTANT, Event.TAKEN_BACK): Handler.COUNSELLOR,
    (Handler.WAITING, Event.TAKEN_BACK): Handler.COUNSELLOR,
    (Handler.ASSISTANT, Event.TICKET_ENDED): Handler.ASSISTANT,
    # Between two counsellors the machine stays silent too: nobody has it, and she waits for people.
    (Handler.COUNSELLOR, Event.TO_OFFICE): Handler.COUNSELLOR,
    (Handler.COUNSELLOR, Event.CLAIMED): Handler.COUNSELLOR,
    (Handler.WAITING, Event.TO_OFFICE): Handler.WAITING,
    (Handler.ASSISTANT, Event.TO_OFFICE): Handler.WAITING,
}


class IllegalHandover(Exception):
    """The event cannot happen while this handler has the conversation."""

    def __init__(self, handler: Handler, event: Event) -> None:
        super().__init__(f"'{event}' cannot happen while the {handler} has the conversation")
        self.handler = handler
        self.event = event


def next_handler(handler: Handler, event: Event) -> Handler:
    """Who has the conversation after ``event``; raises IllegalHandover."""
    try:
        return HANDOVERS[handler, event]
    except KeyError:
        raise IllegalHandover(handler, event) from None


@dataclass(frozen=True)
class Choice:
    """One tap she may answer with. The id says what it does, the label is in her language.

    Ids: ``person``, ``consent.yes``, ``consent.no``, ``none``, ``faq:<theme>/<slug>``; to browse
    ``themes``, ``theme:<theme>``, ``topic:<theme>/<topic>``; under an answer
    ``helpful:<theme>/<slug>``, ``unhelpful:<theme>/<slug>``; under numbers to call
    ``where:<country>``.
    """

    id: str
    label: str


@dataclass(frozen=True)
class Message:
    """One line of a conversation. ``seq`` rises by one per conversation, from 1; ``at`` is UTC.

    ``choice`` is the id of the choice she tapped (``text`` is then its label); on a counsellor's,
    elsewhere.WRITTEN_THERE.
    """

    conversation_id: str
    seq: int
    sender: Sender
    text: str
    at: datetime
    choices: tuple[Choice, ...] = ()
    choice: str | None = None
    faq: str | None = None
    danger: str = "none"
    danger_category: str | None = None


@dataclass
class Conversation:
    """One woman's chat on one channel. ``address`` is the channel's own name for the chat.

    ``country`` is where she is, if she said so, and ``province`` where she lives in Viet Nam
    (routing/today.py). ``unreachable_since``: nothing can be delivered to this chat since then,
    until she writes again. ``elsewhere_since``: when somebody of the office last wrote to her in
    the platform's own inbox, while that goes on (elsewhere.py).
    """

    id: str
    channel: str
    address: str
    created_at: datetime
    language: Language | None = None
    language_chosen: bool = False
    country: Country | None = None
    province: str | None = None
    handler: Handler = Handler.ASSISTANT
    awaiting: str | None = None
    last_faq: str | None = None
    last_seq: int = 0
    unreachable_since: datetime | None = None
    elsewhere_since: datetime | None = None

    def move(self, event: Event) -> None:
        """Pass the conversation on; raises IllegalHandover."""
        self.handler = next_handler(self.handler, event)

    def speak(self, language: Language, *, chosen: bool) -> None:
        """Note the language of her last message; what she chose herself stays until she chooses."""
        if chosen:
            self.language, self.language_chosen = language, True
        elif not self.language_chosen:
            self.language = language

    @property
    def assistant_may_speak(self) -> bool:
        """Whether a machine may write: never once a counsellor has the conversation."""
        return self.handler is not Handler.COUNSELLOR

    @property
    def assistant_may_answer(self) -> bool:
        """Whether it may answer what she says: not over somebody in the platform's inbox either."""
        return self.assistant_may_speak and self.elsewhere_since is None


@dataclass(frozen=True)
class ChatState:
    """What the woman's screen shows about her conversation; ``ticket`` is the ticket's code."""

    handler: Handler
    ticket: str | None
    language: Language | None
