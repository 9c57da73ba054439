"""What a client may send: frames, and how raw text becomes one or is refused."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from counselling.conversations import LANGUAGES, Language

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_CHOICE = 200
_HIGHEST_SEQ = 2**53 - 1  # the largest whole number JavaScript keeps exactly


@dataclass(frozen=True)
class Hello:
    """Opens a conversation or takes it up again after message number ``after``."""

    session: str | None
    after: int
    language: Language | None


@dataclass(frozen=True)
class Say:
    """A text of hers; ``id`` is the client's own, the same again is the same message."""

    id: str
    text: str


@dataclass(frozen=True)
class Choose:
    """A tap on a choice."""

    id: str
    choice: str


@dataclass(frozen=True)
class Erase:
    """Delete everything."""


@dataclass(frozen=True)
class KeepCode:
    """Her return code: ``look`` whether there is one, ``take`` a new one, ``drop`` it."""

    do: Literal["look", "take", "drop"]


@dataclass(frozen=True)
class KeepWord:
    """Set her code word, or drop it (None)."""

    word: str | None = field(repr=False)


@dataclass(frozen=True)
class ComeBack:
    """Open the conversation of this code; ``word`` is "" if she set none."""

    code: str = field(repr=False)
    word: str = field(repr=False)


ClientFrame = Hello | Say | Choose | Erase | KeepCode | KeepWord | ComeBack


class BadFrame(Exception):
    """A frame that cannot be taken. ``code`` is the protocol's error code.

    ``numbers``: whom she can call, where danger could not be answered (refused.NotSaved).
    """

    def __init__(self, code: str, frame_id: str | None = None, numbers: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.frame_id = frame_id
        self.numbers = numbers


def parse(raw: str) -> ClientFrame:
    """Read one frame; raises BadFrame with not_json, unknown_type or bad_frame."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadFrame("not_json") from None
    if not isinstance(data, dict):
        raise BadFrame("bad_frame")
    kind = data.get("type")
    if not isinstance(kind, str) or kind not in CLIENT_FRAMES:
        raise BadFrame("unknown_type", _id_if_any(data))
    return CLIENT_FRAMES[kind](data)


def _hello(data: Mapping[str, Any]) -> Hello:
    session, after, language = (data.get(k) for k in ("session", "after", "language"))
    fits = (
        (session is None or isinstance(session, str))
        and (after is None or is_seq(after))
        and (language is None or language in LANGUAGES)
    )
    if not fits:
        raise BadFrame("bad_frame")
    return Hello(session, after or 0, language)


def _say(data: Mapping[str, Any]) -> Say:
    frame_id, text = _id(data), data.get("text")
    if not isinstance(text, str):
        raise BadFrame("bad_frame", frame_id)
    return Say(frame_id, clean(text))


def _choose(data: Mapping[str, Any]) -> Choose:
    frame_id, choice = _id(data), data.get("choice")
    if not isinstance(choice, str) or not 0 < len(choice) <= _LONGEST_CHOICE:
        raise BadFrame("bad_frame", frame_id)
    return Choose(frame_id, clean(choice))


def _keep_code(data: Mapping[str, Any]) -> KeepCode:
    do = data.get("do")
    if do not in ("look", "take", "drop"):
        raise BadFrame("bad_frame")
    return KeepCode(do)


def _keep_word(data: Mapping[str, Any]) -> KeepWord:
    word = data.get("word")
    # Null drops her word, so it must be said: a client that forgets the field drops nothing.
    if "word" not in data or not (word is None or isinstance(word, str)):
        raise BadFrame("bad_frame")
    return KeepWord(None if word is None else clean(word))


def _come_back(data: Mapping[str, Any]) -> ComeBack:
    code, word = data.get("code"), data.get("word")
    if not isinstance(code, str) or not (word is None or isinstance(word, str)):
        raise BadFrame("bad_frame")
    return ComeBack(clean(code), clean(word or ""))


def _erase(_: Mapping[str, Any]) -> Erase:
    return Erase()


CLIENT_FRAMES: Mapping[str, Callable[[Mapping[str, Any]], ClientFrame]] = {
    "hello": _hello,
    "message": _say,
    "choice": _choose,
    "erase": _erase,
    "code": _keep_code,
    "word": _keep_word,
    "return": _come_back,
}


def id_of(frame: ClientFrame | None) -> str | None:
    """The client's id of a frame that has one."""
    return frame.id if isinstance(frame, Say | Choose) else None


def is_seq(value: object) -> bool:
    """Whether ``value`` can be a message number (0: before the first)."""
    return type(value) is int and 0 <= value <= _HIGHEST_SEQ


def clean(text: str) -> str:
    """Text without what no database or screen can hold: NUL and halves of surrogate pairs."""
    return _LONE_SURROGATE.sub("\ufffd", text).replace("\x00", "")


def _id(data: Mapping[str, Any]) -> str:
    found = _id_if_any(data)
    if found is None:
        raise BadFrame("bad_frame")
    return found


def _id_if_any(data: Mapping[str, Any]) -> str | None:
    found = data.get("id")
    return found if isinstance(found, str) and _ID.fullmatch(found) else None
