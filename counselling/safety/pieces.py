"""Danger told in pieces: her last few short messages, read as one.

"anh ta về rồi" / "say lắm" / "em sợ": none of the three says it alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from counselling.safety.detect import Danger, DangerDetector

MOST = 3
"""Messages before the new one that are read with it."""
WITHIN = timedelta(minutes=10)
"""What is older is another matter."""
LONGEST = 300
"""Characters of all together: pieces are short, and a long text is told whole already."""

_RANK = {"none": 0, "amber": 1, "red": 2}


class Piece(NamedTuple):
    """A message of hers, and how much danger was seen in it."""

    text: str
    level: str


def see_with(detector: DangerDetector, text: str, before: Sequence[Piece]) -> Danger:
    """The danger in ``text``, or in it and the messages ``before`` it (oldest first) together.

    Together they may raise the level, never lower it, and only above what was answered in one
    of them already. What stands before a red message, and that message, is left out.
    """
    seen = detector.see(text)
    told = _since_red(before)[-MOST:]
    together = ", ".join([*(piece.text for piece in told), text])
    if not told or seen.level == "red" or len(together) > LONGEST:
        return seen
    if not detector.hints(together):
        return seen
    whole = detector.see(together)
    answered = max(_RANK[level] for level in (seen.level, *(piece.level for piece in told)))
    return whole if _RANK[whole.level] > answered else seen


def _since_red(before: Sequence[Piece]) -> Sequence[Piece]:
    reds = [place for place, piece in enumerate(before) if piece.level == "red"]
    return before[reds[-1] + 1 :] if reds else before
