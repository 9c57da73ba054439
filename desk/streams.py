"""Server-sent events to the open pages: kept alive, ended with the session or the server.

An event only says that something is new; the page then asks for it through the gate.
Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from counselling.conversations import Sender
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
)
from desk.headers import protect

if TYPE_CHECKING:
    from desk.visit import Visit

HEARTBEAT = 15.0  # seconds; proxies commonly cut what is silent for a minute
TOGETHER = 0.05  # seconds; what happens within them is told at once

_NAMES: Mapping[type[Event], tuple[str, ...]] = {
    MessageAdded: ("messages",),
    MoreToRead: ("messages",),
    StateChanged: ("state",),
    QueueChanged: ("queue",),
    PresenceChanged: ("queue",),
    NoteAdded: ("messages",),
    CaseChanged: ("state",),
    OnlookersChanged: ("onlookers",),
    Erased: ("erased",),
    Resync: ("messages", "queue", "state"),
}


@dataclass
class Streams:
    """All open streams. ``heartbeat``: seconds between two signs of life."""

    heartbeat: float = HEARTBEAT
    _open: set[asyncio.Task[object]] = field(default_factory=set)

    async def run(self, visit: Visit, *topics: str) -> web.StreamResponse:
        """Tell what happens on ``topics`` until the page, the session or the server ends."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        response.headers["X-Accel-Buffering"] = "no"  # nginx would hold events back
        protect(response)
        with (
            self._counted(),
            suppress(ConnectionError),
            visit.desk.live.subscribe(*topics) as events,
        ):
            await response.prepare(visit.request)
            await response.write(b"retry: 3000\n\n")
            await self._tell(visit, response, events)
        return response

    @property
    def open(self) -> int:
        """How many pages are listening."""
        return len(self._open)

    async def end_all(self, _app: web.Application) -> None:
        """Let go of every page, so that the server need not wait for them."""
        for task in tuple(self._open):
            task.cancel()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a stream needs a task to run in")
        self._open.add(task)
        try:
            yield
        finally:
            self._open.discard(task)

    async def _tell(
        self, visit: Visit, response: web.StreamResponse, events: asyncio.Queue[Event]
    ) -> None:
        clock = asyncio.get_running_loop().time
        check_at = clock() + self.heartbeat
        while True:
            for name in await _next_names(events, max(0.0, check_at - clock())):
                await _send(response, name)
            if clock() < check_at:
                continue
            check_at = clock() + self.heartbeat
            if not await visit.may_still_listen():
                await _send(response, "ended")
                return
            await _send(response, "beat")


async def _send(response: web.StreamResponse, name: str) -> None:
    # Browsers drop an event without data.
    await response.write(f"event: {name}\ndata: now\n\n".encode())


async def _next_names(events: asyncio.Queue[Event], patience: float) -> list[str]:
    """The kinds of everything that happens next; empty if nothing does for ``patience`` seconds."""
    try:
        async with asyncio.timeout(patience):  # wait_for forgets a stop that comes with an event
            first = await events.get()
    except TimeoutError:
        return []
    await asyncio.sleep(TOGETHER)
    names = set(_names(first))
    while not events.empty():
        names.update(_names(events.get_nowait()))
    return sorted(names)


def _names(event: Event) -> tuple[str, ...]:
    if isinstance(event, Typing):
        return ("typing",) if event.sender is Sender.WOMAN else ()
    return _NAMES[type(event)]
