"""Brings the assistant up in the background: its actions, its model, its process."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog

from app.book import Book
from app.rasa.actions_server import ActionsServer
from app.rasa.home import RasaHome
from app.rasa.supervisor import START_WITHIN, Address, RasaSupervisor, State
from app.rasa.training import TrainingFailed, ensure_model
from app.settings import ROOT, Settings

log = structlog.get_logger(__name__)

Progress = Callable[[str], None]
_TRAINED_WITHIN = 900.0  # seconds; a small machine trains in well under a minute


def rasa_home(settings: Settings) -> RasaHome:
    """Where Rasa lives by these settings."""
    return RasaHome(
        python=settings.rasa_python, root=ROOT, folder=settings.data_dir.resolve() / "rasa"
    )


class Keeper:
    """Trains if needed, then keeps Rasa running.

    ``progress`` is told what a person waits for, ``on_ready`` each new address of Rasa.
    """

    def __init__(
        self,
        settings: Settings,
        book: Book,
        progress: Progress,
        on_ready: Callable[[Address], None] = lambda _address: None,
    ) -> None:
        self._home = rasa_home(settings)
        self._book = book
        self._progress = progress
        self._on_ready = on_ready
        self._actions = ActionsServer(book.faq)
        self._supervisor: RasaSupervisor | None = None
        self._failed = False

    @property
    def state(self) -> State:
        """What /health says about the assistant."""
        if self._supervisor:
            return self._supervisor.state
        return State.DOWN if self._failed else State.STARTING

    def address(self) -> Address | None:
        """Where to ask, or None while Rasa does not answer."""
        return self._supervisor.address() if self._supervisor else None

    def start(self) -> None:
        """Begin; returns at once. Comes before until_ready and close."""
        self._starting: asyncio.Task[RasaSupervisor]
        self._starting = asyncio.create_task(self._start())

    async def until_ready(self) -> None:
        """Wait until Rasa answers; raises TrainingFailed, TimeoutError."""
        async with asyncio.timeout(_TRAINED_WITHIN):
            supervisor = await self._starting
        await supervisor.until_ready(START_WITHIN)

    async def close(self) -> None:
        """Stop Rasa and its actions."""
        self._starting.cancel()
        await asyncio.gather(self._starting, return_exceptions=True)
        if self._supervisor:
            await self._supervisor.close()
        await self._actions.close()

    async def _start(self) -> RasaSupervisor:
        try:
            address = await self._actions.start()
            model = await self.model()
        except (TrainingFailed, OSError) as error:
            self._failed = True
            log.warning("assistant cannot start", why=type(error).__name__)
            self._progress(str(error))
            raise
        self._supervisor = RasaSupervisor(self._home, model, address, self._on_ready)
        self._supervisor.start()
        return self._supervisor

    async def model(self) -> Path:
        """The model for the files as they are; raises TrainingFailed."""
        return await ensure_model(self._home, self._book.faq(), self._progress)
