"""What differs between two versions of a file, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_AROUND = 2  # unchanged lines shown beside a change


@dataclass(frozen=True)
class DiffLine:
    """``kind``: the line is the same, was there before, is new, or stands for lines left out."""

    kind: Literal["same", "old", "new", "gap"]
    text: str = ""


def differences(before: str, after: str) -> list[DiffLine]:
    """The changed lines with a few around them; empty when nothing differs."""
    old, new = before.splitlines(), after.splitlines()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[DiffLine] = []
    for number, group in enumerate(matcher.get_grouped_opcodes(_AROUND)):
        if number:
            found.append(DiffLine("gap"))
        for tag, *places in group:
            found += _lines(tag, old[places[0] : places[1]], new[places[2] : places[3]])
    return found


def _lines(tag: str, old: list[str], new: list[str]) -> Iterator[DiffLine]:
    if tag == "equal":
        yield from (DiffLine("same", line) for line in old)
        return
    yield from (DiffLine("old", line) for line in old)
    yield from (DiffLine("new", line) for line in new)
