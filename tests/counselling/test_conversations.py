"""Who has a conversation, and how it passes from one to the next."""

from datetime import UTC, datetime
from itertools import product

import pytest

from counselling.conversations import (
    Conversation,
    Event,
    Handler,
    IllegalHandover,
    next_handler,
)

A, W, C = Handler.ASSISTANT, Handler.WAITING, Handler.COUNSELLOR

ALLOWED = {
    (A, Event.TICKET_OPENED): W,
    (A, Event.TAKEN_BACK): C,
    (A, Event.TICKET_ENDED): A,
    (W, Event.CLAIMED): C,
    (W, Event.TAKEN_BACK): C,
    (W, Event.TICKET_ENDED): A,
    (C, Event.HANDED_BACK): A,
    (C, Event.TICKET_ENDED): A,
    (C, Event.TO_OFFICE): C,
    (C, Event.CLAIMED): C,
    (W, Event.TO_OFFICE): W,
    (A, Event.TO_OFFICE): W,
}


@pytest.mark.parametrize(("handler", "event"), list(product(Handler, Event)))
def test_every_handover_is_as_designed_or_refused(handler: Handler, event: Event) -> None:
    if (handler, event) in ALLOWED:
        assert next_handler(handler, event) is ALLOWED[handler, event]
    else:
        with pytest.raises(IllegalHandover, match=f"'{event}' cannot happen while the {handler}"):
            next_handler(handler, event)


@pytest.fixture
def conversation() -> Conversation:
    return Conversation("c1", "webchat", "a1", datetime(2026, 11, 22, tzinfo=UTC))


def test_a_machine_never_speaks_while_a_counsellor_has_it(conversation: Conversation) -> None:
    conversation.move(Event.TICKET_OPENED)
    assert conversation.assistant_may_speak
    conversation.move(Event.CLAIMED)
    assert not conversation.assistant_may_speak


def test_the_language_she_chose_stays_until_she_chooses_another(
    conversation: Conversation,
) -> None:
    conversation.speak("en", chosen=False)
    conversation.speak("vi", chosen=True)
    conversation.speak("ko", chosen=False)
    after_writing = conversation.language
    conversation.speak("ko", chosen=True)
    assert (after_writing, conversation.language) == ("vi", "ko")
