"""What services tell each other comes through whole, and no word of hers is in it."""

from datetime import UTC, datetime

import pytest

from counselling.conversations import ChatState, Handler, Message, Sender
from counselling.live import (
    DESK,
    CaseChanged,
    Erased,
    Event,
    MessageAdded,
    MoreToRead,
    NoteAdded,
    OnlookersChanged,
    PresenceChanged,
    QueueChanged,
    Resync,
    StateChanged,
    Typing,
    TypingIn,
)
from counselling.together.whereabouts import Chose, LooksAt, Seen, SignedOut, WritesAt
from counselling.together.wire import MOST_BYTES, read, written

STATE = ChatState(Handler.WAITING, "K7M-4RX", "vi")
SECRET = Message("c1", 3, Sender.WOMAN, "Em tên Hoa Sen", datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    "event",
    [
        StateChanged(STATE), StateChanged(ChatState(Handler.ASSISTANT, None, None)),
        Typing(Sender.WOMAN), TypingIn("address", Sender.COUNSELLOR), QueueChanged("K7M-4RX"),
        QueueChanged("K7M-4RX", emergency=True), PresenceChanged(), NoteAdded(), CaseChanged(),
        OnlookersChanged(), Erased(), Resync(), MoreToRead(), Seen("1"), SignedOut("1"),
        Chose("1", "busy"), LooksAt("here", "c1", "1", "Hoa"), LooksAt("a", "c", "1", "Hoa", False),
        WritesAt("c1", "1"),
    ],
)  # fmt: skip
def test_an_event_comes_through(event: Event) -> None:
    (telling,) = written([("topic", event)])
    assert list(read(telling)) == [("topic", event)]


def test_a_message_is_told_without_its_text() -> None:
    (telling,) = written([("case:c1", MessageAdded(SECRET))])
    assert "Hoa Sen" not in telling
    assert list(read(telling)) == [("case:c1", MoreToRead())]


def test_many_events_go_in_few_tellings_none_too_long_and_in_order() -> None:
    told = [(f"case:{number:032}", QueueChanged(f"code {number}")) for number in range(500)]
    tellings = written(told)
    assert 2 < len(tellings) < 10
    assert max(len(telling.encode()) for telling in tellings) <= MOST_BYTES
    assert [one for telling in tellings for one in read(telling)] == told


def test_the_same_twice_in_a_row_is_told_once() -> None:
    (telling,) = written([(DESK, PresenceChanged())] * 3)
    assert list(read(telling)) == [(DESK, PresenceChanged())]
