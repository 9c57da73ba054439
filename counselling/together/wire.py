"""Events on their way to other services: what happened and where, never a word of hers.

PostgreSQL keeps what is told in a file until everybody has read it, so that no text may be in it:
who is told of a message reads it from the database. One telling has 8,000 bytes at most
(https://www.postgresql.org/docs/current/sql-notify.html).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple

from counselling.conversations import ChatState, Handler, Sender
from counselling.live import (
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
from counselling.together.whereabouts import KINDS, Chose, LooksAt, Seen, SignedOut, WritesAt

MOST_BYTES = 7900
_PLAIN: dict[str, Callable[[], Event]] = {
    "more": MoreToRead,
    "presence": PresenceChanged,
    "note": NoteAdded,
    "case": CaseChanged,
    "onlookers": OnlookersChanged,
    "erased": Erased,
    "resync": Resync,
}
_NAMES: dict[object, str] = {event: name for name, event in _PLAIN.items()}
_NAMES[MessageAdded] = "more"
_NAMES |= {kind: name for name, kind in KINDS.items()}


def written(told: Iterable[tuple[str, Event]]) -> list[str]:
    """As few tellings as possible, in order; what is told twice in a row is told once."""
    tellings: list[str] = []
    lines: list[str] = []
    for line in (json.dumps([topic, *_fields(event)]) for topic, event in told):
        if lines and line == lines[-1]:
            continue
        if lines and sum(map(len, lines)) + len(lines) + len(line) + 2 > MOST_BYTES:
            tellings.append(f"[{','.join(lines)}]")
            lines = []
        lines.append(line)
    return [*tellings, f"[{','.join(lines)}]"] if lines else tellings


def read(telling: str) -> Iterator[tuple[str, Event]]:
    """What ``written`` wrote; raises ValueError, KeyError, TypeError or IndexError."""
    for topic, *fields in json.loads(telling):
        yield str(topic), _event(*fields)


def _fields(event: Event) -> list[object]:
    match event:
        case StateChanged(state):
            return ["state", state.handler, state.ticket, state.language]
        case Typing(sender):
            return ["typing", sender]
        case TypingIn(address, sender):
            return ["typing in", address, sender]
        case QueueChanged(code, emergency):
            return ["queue", code, emergency]
        case Seen() | SignedOut() | Chose() | LooksAt() | WritesAt():
            return [_NAMES[type(event)], *astuple(event)]
    return [_NAMES[type(event)]]


def _event(name: str, *fields: object) -> Event:
    match name, *fields:
        case "state", str(handler), ticket, language:
            return StateChanged(ChatState(Handler(handler), ticket, language))  # type: ignore[arg-type]  # as written
        case "typing", str(sender):
            return Typing(Sender(sender))
        case "typing in", str(address), str(sender):
            return TypingIn(address, Sender(sender))
        case "queue", str(code), bool(emergency):
            return QueueChanged(code, emergency=emergency)
        case str(kind), *told if kind in KINDS:
            return KINDS[kind](*told)  # type: ignore[arg-type]  # as written
    return _PLAIN[name]()
