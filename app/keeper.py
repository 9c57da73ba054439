"""Brings the assistant up in the background and keeps it in step with the Q&A set."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

import structlog

from app.book import Book
from app.faq_status import FaqStatus
from app.rasa.actions_server import ActionsServer
from app.rasa.home import RasaHome
from app.rasa.stage import Stage
from app.rasa.supervisor import Address, NotReady, State
from app.rasa.training import Progress, TrainingFailed, ensure_model
from app.settings import ROOT, Settings
from counselling.beside import Beside

log = structlog.get_logger(__name__)

FIRST_RETRY, LONGEST_RETRY = 60.0, 3600.0  # seconds before a failed training is tried again
_TRAINED_WITHIN = 900.0  # seconds; a small machine trains in well under a minute


def rasa_home(settings: Settings) -> RasaHome:
    """Where Rasa lives by these settings."""
    return RasaHome(
        python=settings.rasa_python, root=ROOT, folder=settings.data_dir.resolve() / "rasa"
    )


class Keeper:
    """Trains if needed, keeps Rasa running, and does both again when the set has changed.

    ``progress`` is told what a person waits for, ``on_ready`` each address turns are to go to.
    """

    def __init__(
        self,
        settings: Settings,
        book: Book,
        progress: Progress,
        on_ready: Callable[[Address], None] = lambda _address: None,
        status: FaqStatus | None = None,
    ) -> None:
        self._home = rasa_home(settings)
        self._book = book
        self._progress = progress
        self._on_ready = on_ready
        self._finishing = settings.rasa_timeout
        self._status = status or FaqStatus()
        self._actions = ActionsServer(book.faq)
        self._beside = Beside()
        self._stage: Stage | None = None
        self._changed = asyncio.Event()
        self._tried = asyncio.Event()
        self._failure: Exception | None = None

    @property
    def state(self) -> State:
        """What /health says about the assistant."""
        if self._stage and self._stage.model:
            return self._stage.state
        return State.DOWN if self._failure else State.STARTING

    @property
    def model(self) -> str:
        """The name of the model that answers, or is the first to come; "" while there is none."""
        model = self._stage.model if self._stage else None
        return model.name.removesuffix(".tar.gz") if model else ""

    def address(self) -> Address | None:
        """Where to ask, or None while Rasa does not answer."""
        return self._stage.address() if self._stage else None

    def give_up(self, address: Address) -> None:
        """Start the Rasa at ``address`` anew: it runs and answers no turn."""
        if self._stage:
            self._stage.give_up(address)

    def start(self) -> None:
        """Begin; returns at once. Comes before until_ready."""
        self._beside.begin(self._keep())

    def renew(self) -> None:
        """The set has changed: learn it, if there is something to learn; returns at once.

        Changes during a training are learnt afterwards, all in one more.
        """
        self._changed.set()

    async def until_ready(self) -> None:
        """Wait until Rasa answers; raises TrainingFailed, TimeoutError, OSError."""
        async with asyncio.timeout(_TRAINED_WITHIN):
            await self._tried.wait()
        if self._failure:
            raise self._failure

    async def close(self) -> None:
        """Stop Rasa and its actions."""
        await self._beside.stop()
        if self._stage:
            await self._stage.close()
        await self._actions.close()

    async def _keep(self) -> None:
        pause = FIRST_RETRY
        while True:
            self._changed.clear()
            self._failure = await self._try_renewing()
            self._tried.set()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause if self._failure else None):
                    await self._changed.wait()
            pause = min(pause * 2, LONGEST_RETRY) if self._failure else FIRST_RETRY

    async def _try_renewing(self) -> Exception | None:
        """Why it failed, or None."""
        try:
            if self._stage is None:
                actions = await self._actions.start()
                self._stage = Stage(self._home, actions, self._on_ready, self._finishing)
            await self._renew(self._stage)
        except (TrainingFailed, NotReady, OSError) as error:
            self._say_failed(error)
            return error
        except Exception as error:  # the next change must find us here
            log.exception("assistant could not be renewed")
            self._say_failed(error)
            return error
        self._status.trained()
        return None

    async def _renew(self, stage: Stage) -> None:
        running = stage.model is not None
        model = await self._model(lowly=running)
        if model == stage.model:
            return
        if running:
            self._status.training()
        await stage.put_on(model)
        if running:
            self._progress("The assistant has learnt what is new.")

    async def _model(self, *, lowly: bool) -> Path:
        def training(line: str) -> None:
            self._status.training()
            self._progress(line)

        return await ensure_model(self._home, self._book.whole(), training, lowly=lowly)

    def _say_failed(self, error: Exception) -> None:
        self._status.untrained()
        log.warning("assistant could not be renewed", why=type(error).__name__)
        self._progress(str(error) or type(error).__name__)
        if self.address():
            self._progress("The assistant goes on with what it knew before.")
