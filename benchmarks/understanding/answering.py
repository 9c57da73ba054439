"""What every contender does in a process of its own: answer all messages, one by one, timed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import memory_of_this_process

WARM_UP = 20
"""Messages asked before the clock counts."""


class Ranked(NamedTuple):
    """Entries ("theme/slug"), best first, and how sure it is of the first, on its own scale."""

    entries: list[str]
    sure: float


def answer_all(rank: Callable[[str], Ranked], messages: str, answers: str) -> None:
    """Rank every text of the JSON file ``messages`` and write ``answers``, with time and memory."""
    texts = json.loads(Path(messages).read_text(encoding="utf-8"))
    for text in texts[:WARM_UP]:
        rank(text)
    told = []
    for text in texts:
        began = time.perf_counter()
        found = rank(text)
        told.append(
            {
                "entries": found.entries[:5],
                "sure": found.sure,
                "seconds": time.perf_counter() - began,
            }
        )
    body = {"memory": memory_of_this_process(), "answers": told}
    Path(answers).write_text(json.dumps(body), encoding="utf-8")
