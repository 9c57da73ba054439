"""What a platform brought and will not bring again: sealed on disk before it is confirmed.

Some platforms ask for their answer within seconds and forget a delivery once it is answered, or
once it is handed out. So it is laid down here first, taken in from here, and then gone.
"""

import asyncio
import contextlib
import os
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import structlog

from connectors.messaging.arrivals import Delivery
from connectors.messaging.intake import Intake
from connectors.messaging.sealed import CannotOpen, Seal

log = structlog.get_logger(__name__)
FIRST_WAIT, LONGEST_WAIT = 0.5, 10.0  # seconds until what could not be stored is tried again
LAID = ".laid"  # how the names of files in a tray end


def tray_of(channel: str) -> str:
    """What a channel's tray is sealed as."""
    return f"{channel} tray"


class Tray:
    """A folder of what was brought, in its order. ``secret``: the office's 32 bytes."""

    def __init__(self, folder: Path, secret: bytes, channel: str) -> None:
        self._folder = folder
        self._seal = Seal(secret, tray_of(channel))
        self._count = count()
        self._news = asyncio.Event()

    async def lay(self, body: bytes) -> None:
        """Lay it down, safe from a power cut; raises OSError."""
        # The clock may be set back: within one run the count keeps the order.
        name = f"{time.time_ns():020d}-{next(self._count):08d}-{os.urandom(4).hex()}{LAID}"
        await asyncio.to_thread(self._seal.write, self._folder / name, body)
        self._news.set()

    def names(self) -> list[str]:
        """What lies here, the oldest first."""
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.glob(f"*{LAID}"))

    def read(self, name: str) -> bytes | None:
        """What was brought; None if it cannot be opened, and it is set aside then."""
        path = self._folder / name
        try:
            return self._seal.read(path)
        except CannotOpen:
            log.error("a delivery cannot be opened", file=name)
            path.rename(path.with_name(f"{name}.unreadable"))
        except FileNotFoundError:  # another process of ours has taken it in
            pass
        return None

    def clear(self, name: str) -> None:
        """It is taken in."""
        (self._folder / name).unlink(missing_ok=True)

    async def news(self, within: float | None) -> bool:
        """Until something is laid down, or for ``within`` seconds; whether something was."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self._news.wait()
        came = self._news.is_set()
        self._news.clear()
        return came


async def take_from(
    tray: Tray, intake: Intake, narrow: Callable[[bytes], Sequence[Delivery]]
) -> None:
    """Take in what lies in the tray, in order, until cancelled."""
    waiting: dict[str, Sequence[Delivery]] = {}
    wait = FIRST_WAIT
    while True:
        try:
            _look(tray, narrow, waiting)
            failed = await _take(tray, intake, waiting)
        except Exception as error:  # noqa: BLE001  # whatever it was, women go on writing
            log.error("tray not taken", channel=intake.channel, error=type(error).__name__)
            failed = True
        came = await tray.news(wait if waiting or failed else None)
        if not failed:
            wait = FIRST_WAIT
        elif not came:  # what comes meanwhile says nothing of how long the trouble lasts
            wait = min(wait * 2, LONGEST_WAIT)


def _look(
    tray: Tray,
    narrow: Callable[[bytes], Sequence[Delivery]],
    waiting: dict[str, Sequence[Delivery]],
) -> None:
    for name in tray.names():
        if name not in waiting and (body := tray.read(name)) is not None:
            waiting[name] = narrow(body)


async def _take(tray: Tray, intake: Intake, waiting: dict[str, Sequence[Delivery]]) -> bool:
    """Whether something could not be stored; what was taken in is out of the tray."""
    taken = await intake.take_all(
        [delivery for brought in waiting.values() for delivery in brought]
    )
    for name, brought in list(waiting.items()):
        # What is taken is not asked after again: it would be fetched anew, and never all be there.
        waiting[name] = [delivery for delivery in brought if delivery.id not in taken]
        if not waiting[name]:
            tray.clear(name)
            del waiting[name]
    left = (delivery.id for brought in waiting.values() for delivery in brought)
    return any(name not in intake.under_way for name in left)
