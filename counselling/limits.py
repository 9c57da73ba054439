"""What a channel lets the office do: how long after her message it delivers, what, and who reads.

A connector says it of itself (``Limited``); the outbox keeps to it, and the desk shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from counselling.conversations import Sender


@dataclass(frozen=True)
class Limits:
    """``window``: how long after her last message anything is delivered, None for ever;
    ``staff_window``: the same for what a counsellor writes, where that is longer.

    ``numbered``: choices go out as numbered lines (counselling/numbered.py). ``files``: whether her
    pictures and documents reach the office. ``longest``: characters that go out as one message.
    ``platform_reads``: whether the platform can read what is written, and keeps it. ``page_reads``:
    whether whoever looks after the office's page there reads it too. ``deletes_within``: how long
    the office can delete messages there; zero: never; None: nothing of it is kept there.
    """

    window: timedelta | None = None
    staff_window: timedelta | None = None
    numbered: bool = False
    files: bool = True
    longest: int | None = None
    platform_reads: bool = True
    page_reads: bool = False
    deletes_within: timedelta | None = timedelta(0)

    @property
    def deletes_for_hours(self) -> int | None:
        """``deletes_within`` in whole hours."""
        within = self.deletes_within
        return None if within is None else int(within.total_seconds() // 3600)

    def closes_at(self, sender: Sender, last_heard: datetime | None) -> datetime | None:
        """When what ``sender`` writes is no longer delivered (aware); None: never closes."""
        if self.window is None or last_heard is None:
            return None
        by_staff = self.staff_window if sender is Sender.COUNSELLOR else None
        return last_heard + max(self.window, by_staff or self.window)

    def is_closed(self, sender: Sender, last_heard: datetime | None, now: datetime) -> bool:
        """Whether what ``sender`` writes now waits until she writes again."""
        closes = self.closes_at(sender, last_heard)
        return closes is not None and closes <= now


@runtime_checkable
class Limited(Protocol):
    """A channel that says what it lets us do."""

    limits: Limits


def limits_of(channels: Mapping[str, object]) -> Mapping[str, Limits]:
    """The limits of each running channel by its name."""
    return {
        name: channel.limits if isinstance(channel, Limited) else Limits()
        for name, channel in channels.items()
    }
