"""Hears from the other services who of the staff is where, and tells them who is here."""

import asyncio
from typing import Protocol

import structlog

from counselling.beside import Beside
from counselling.live import Event, Live, Resync
from counselling.store.not_saved import NotSaved
from counselling.together.together import Alone, Together
from counselling.together.whereabouts import (
    AGAIN_EVERY,
    TOPIC,
    Chose,
    LooksAt,
    Seen,
    SignedOut,
    WritesAt,
)

log = structlog.get_logger(__name__)


class _Presence(Protocol):
    def tell_by(self, live: Live) -> None: ...

    async def start(self) -> None: ...

    def told(self, what: Seen | SignedOut | Chose) -> None: ...


class _Onlookers(Protocol):
    def tell_again(self) -> None: ...

    def told(self, what: LooksAt | WritesAt) -> None: ...


class AtOthers:
    """Does nothing where this service is the only one. ``again_every``: seconds."""

    def __init__(
        self,
        together: Together,
        live: Live,
        presence: _Presence,
        onlookers: _Onlookers,
        again_every: float = AGAIN_EVERY,
    ) -> None:
        self._together = together
        self._live = live
        self._presence = presence
        self._onlookers = onlookers
        self._again_every = again_every
        self._hearing, self._telling = Beside(), Beside()

    def start(self) -> None:
        """Begin."""
        if not isinstance(self._together, Alone):
            self._presence.tell_by(self._live)
            self._hearing.begin(self._hear())
            self._telling.begin(self._tell_again())

    async def close(self) -> None:
        """Stop."""
        await self._hearing.stop()
        await self._telling.stop()

    async def _hear(self) -> None:
        with self._live.subscribe(TOPIC) as events:
            while True:
                await self._take(await events.get())

    async def _take(self, event: Event) -> None:
        match event:
            case Seen() | SignedOut() | Chose():
                self._presence.told(event)
            case LooksAt() | WritesAt():
                self._onlookers.told(event)
            case Resync():  # something was missed
                self._onlookers.tell_again()
                try:
                    await self._presence.start()
                except NotSaved:
                    log.warning("who said what of herself could not be read")

    async def _tell_again(self) -> None:
        while True:
            self._onlookers.tell_again()
            await asyncio.sleep(self._again_every)
