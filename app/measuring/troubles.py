"""Warnings and errors by kind: how many, and when the last one was. Never what they say beside.

A kind is the fixed text that the code logs (tests/app/measuring/test_troubles.py reads the code for
others). Of libraries, whose texts may quote anything, only the name is kept.
"""

import logging
from datetime import UTC, datetime

from app.measuring.figures import Figures
from desk.status import Trouble

OURS = ("app", "bot", "connectors", "counselling", "desk")
_MOST_KINDS = 200
_ELSEWHERE = "(a library)"


class Troubles(logging.Handler):
    """A handler for the root logger that counts into ``figures``."""

    def __init__(self, figures: Figures) -> None:
        super().__init__(logging.WARNING)
        self._count, self._log = figures.troubles, figures.log
        self._kinds: dict[tuple[str, str, str], Trouble] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self._log.labels(record.levelname.lower()).inc()
        kind = _kind(record)
        before = self._kinds.get(kind)
        if before is None and len(self._kinds) >= _MOST_KINDS:
            return
        times = before.times + 1 if before else 1
        at = datetime.fromtimestamp(record.created, UTC)
        self._kinds[kind] = Trouble(*kind, times, at)
        self._count.labels(*kind).inc()

    def latest(self, most: int = 20) -> list[Trouble]:
        """The newest first."""
        newest = sorted(self._kinds.values(), key=lambda one: one.last, reverse=True)
        return newest[:most]


def _kind(record: logging.LogRecord) -> tuple[str, str, str]:
    event = record.msg.get("event") if isinstance(record.msg, dict) else None
    ours = record.name.split(".")[0] in OURS and isinstance(event, str)
    level = record.levelname.lower()
    return (record.name, str(event), level) if ours else (record.name[:60], _ELSEWHERE, level)
