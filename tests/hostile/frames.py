"""Frames that are not quite frames: JSON oddities, wrong types, cut and bent bytes."""

import json
import random
from collections.abc import Callable, Mapping

from tests.hostile import texts

FRAMES = (
    {"type": "hello", "session": None, "after": 0, "language": None},
    {"type": "message", "id": "x", "text": "xin chào"},
    {"type": "choice", "id": "x", "choice": "person"},
)
_VALUES = (
    "null",
    "true",
    "0",
    "-1",
    "1e999",
    "-0.0",
    "1" * 5000,
    "9007199254740993",
    "NaN",
    "Infinity",
    '""',
    '"\\u0000"',
    '"\\ud800"',
    "[]",
    "{}",
    '["vi"]',
    '{"$gt": ""}',
    "1.5",
    '"vi"',
    '"../x"',
)
_FIELDS = ("type", "id", "text", "session", "after", "language", "choice", "__proto__", "")


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def odd_fields(chosen: random.Random) -> bytes:
    """A frame with some fields of the wrong kind, unknown or twice."""
    fields = [(name, json.dumps(value)) for name, value in chosen.choice(FRAMES).items()]
    odd = range(chosen.randint(1, 3))
    fields += [(chosen.choice(_FIELDS), chosen.choice(_VALUES)) for _ in odd]
    chosen.shuffle(fields)
    return _raw("{" + ", ".join(f"{json.dumps(name)}: {value}" for name, value in fields) + "}")


def bent(chosen: random.Random) -> bytes:
    """A good frame with some bytes changed, taken out or put in."""
    raw = bytearray(json.dumps(chosen.choice(FRAMES)).encode())
    for _ in range(chosen.randint(1, 6)):
        at = chosen.randrange(len(raw))
        raw[at : at + chosen.randint(0, 2)] = chosen.randbytes(chosen.randint(0, 2))
        raw = raw or bytearray(b" ")
    return bytes(raw)


def deep(chosen: random.Random) -> bytes:
    """Brackets in brackets."""
    levels, bracket = chosen.choice([100, 5_000, 30_000]), chosen.choice(["[", '{"a":'])
    return (bracket * levels).encode()[:65_000] + b"]" * chosen.choice([0, 100])


def no_json(chosen: random.Random) -> bytes:
    """Text in which there is no frame."""
    loose = ["", " ", "\ufeff{}", "hello", "{'type': 'hello'}", "{}{}", "[1,2", "nul", '"', "\x00"]
    return chosen.choice(loose).encode()


def huge(chosen: random.Random) -> bytes:
    """More than 64 kB and less than what ends the line."""
    return b'{"type": "message", "id": "x", "text": "' + b"a" * chosen.choice([66_000, 100_000])


def not_utf8(chosen: random.Random) -> bytes:
    """Bytes that no text is made of."""
    cut = chosen.choice([b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\xc0\xaf"])
    return b'{"type": "message", "id": "x", "text": "' + cut + b'"}'


def with_text(chosen: random.Random, text: str) -> bytes:
    """A good frame with this text, as ASCII escapes or plain UTF-8 where that can be."""
    number = f"f{chosen.getrandbits(64):x}"
    frame = {"type": "message", "id": number, "text": text}
    plain = chosen.random() < 0.5 and not any("\ud800" <= letter <= "\udfff" for letter in text)
    return json.dumps(frame, ensure_ascii=not plain).encode()


def with_choice(chosen: random.Random) -> bytes:
    """A tap on something nobody offered, or on what is always there."""
    tap = chosen.choice(
        [
            "themes",
            "none",
            "person",
            "consent.yes",
            "faq:../../x",
            "theme:" + "x" * 150,
            "helpful:a/b",
        ]
    )
    return json.dumps(
        {"type": "choice", "id": f"c{chosen.getrandbits(64):x}", "choice": tap}
    ).encode()


def _carrying(make: Callable[[random.Random], str]) -> Callable[[random.Random], bytes]:
    return lambda chosen: with_text(chosen, make(chosen))


KINDS: Mapping[str, Callable[[random.Random], bytes]] = {
    "odd fields": odd_fields,
    "bent bytes": bent,
    "deep": deep,
    "no JSON": no_json,
    "huge": huge,
    "not UTF-8": not_utf8,
    "choices": with_choice,
    **{f"text: {name}": _carrying(make) for name, make in texts.KINDS.items()},
}
