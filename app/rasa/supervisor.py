"""Keeps one Rasa server running: starts it, knows when it answers, starts it again when it dies."""

import asyncio
import contextlib
import secrets
import socket
import time
from asyncio.subprocess import Process
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import aiohttp
import structlog

from app.rasa.home import RasaHome
from app.rasa.process import start, stop
from counselling.beside import Beside

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Osso-Secret"  # noqa: S105  # the header's name
LOG_FILE = "rasa.log"
PROGRAM = "bot.serve"
START_WITHIN = 120.0  # seconds; a slow disk needs most of them for Rasa's imports
ASK_EVERY = 0.1  # seconds between two looks whether it answers
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a new start, doubled after each life that never came to answer. One that did is
missed at once, however often it is killed."""
LOOK_EVERY, LOOK_WAITS = 5.0, 5.0  # seconds: whether it still answers, once it has answered
MISSES = 3  # looks in vain, one after the other, after which it hangs
LIVES = 2  # ends without an answer that show it cannot start; one may be a port just taken


class NotReady(TimeoutError):
    """Rasa does not come to answer; rasa.log says more."""


class State(StrEnum):
    """What /health says about the assistant."""

    STARTING = "starting"
    READY = "ready"
    DOWN = "down"


@dataclass(frozen=True)
class Address:
    """Where the running Rasa answers, and the secret it answers to. New at every start."""

    url: str
    secret: str


@dataclass(frozen=True)
class ActionsAddress:
    """Where Rasa calls its actions, and the secret it must show there."""

    url: str
    secret: str


class RasaSupervisor:
    """One Rasa server on a free loopback port, with a secret made new at every start."""

    def __init__(
        self,
        home: RasaHome,
        model: Path,
        actions: ActionsAddress,
        on_ready: Callable[[Address], None] = lambda _address: None,
    ) -> None:
        self._home = home
        self._model = model
        self._actions = actions
        self._on_ready = on_ready
        self._pause = FIRST_PAUSE
        self._address: Address | None = None
        self._state = State.DOWN
        self._ready = asyncio.Event()
        self._hopeless = asyncio.Event()
        self._given_up = asyncio.Event()
        self._beside = Beside()
        self.process: Process | None = None
        """The process of now, or the last one."""

    @property
    def state(self) -> State:
        """``starting`` from the start of the process until it answers, ``down`` without one."""
        return self._state

    def address(self) -> Address | None:
        """Where to ask, or None while Rasa does not answer."""
        return self._address if self._state is State.READY else None

    def start(self) -> None:
        """Begin to keep Rasa running; returns at once."""
        self._beside.begin(self._keep())

    async def until_ready(self, within: float = START_WITHIN) -> None:
        """Wait until Rasa answers.

        Raises NotReady after ``within`` seconds, or when it has ended twice without an answer.
        """
        waiting = [asyncio.create_task(event.wait()) for event in (self._ready, self._hopeless)]
        try:
            await asyncio.wait(waiting, timeout=within, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
        if not self._ready.is_set():
            raise NotReady(f"Rasa does not start; read {self._home.folder / LOG_FILE}")

    def give_up(self, address: Address) -> None:
        """Start it anew if it is still the one at ``address``: it runs and answers no turn."""
        if self.address() == address:
            log.warning("assistant answers no turn, starting it anew")
            self._given_up.set()

    async def close(self) -> None:
        """Stop Rasa and keep it stopped."""
        await self._beside.stop()
        self._set(State.DOWN)

    async def _keep(self) -> None:
        in_vain = 0
        while True:
            answered = False
            try:
                answered = await self._run_once()
            except OSError as error:
                log.error("assistant cannot be started", python=str(self._home.python), why=error)
            self._set(State.DOWN)
            in_vain = 0 if answered else in_vain + 1
            if in_vain >= LIVES:
                self._hopeless.set()
            log.warning("assistant is down, starting again", pause_s=self._pause)
            await asyncio.sleep(self._pause)
            self._pause = min(self._pause * 2, LONGEST_PAUSE)

    async def _run_once(self) -> bool:
        """One life of a Rasa process, from its start to its end; whether it came to answer."""
        self._set(State.STARTING)
        began, address = time.monotonic(), Address(_free_address(), secrets.token_urlsafe(32))
        self.process = process = await start(
            self._home,
            self._arguments(address),
            self._home.folder / LOG_FILE,
            self._extra(address),
            program=PROGRAM,
        )
        answered = False
        try:
            if answered := await self._answers(process, address):
                self._address = address
                self._pause = FIRST_PAUSE
                self._set(State.READY)
                self._on_ready(address)
                log.info("assistant is ready", after_s=round(time.monotonic() - began, 1))
                await self._watch(process, address)
        finally:
            self._set(State.DOWN)  # no turn goes there while it is being stopped
            await stop(process)
        log.warning("assistant has ended", exit=process.returncode)
        return answered

    async def _watch(self, process: Process, address: Address) -> None:
        """Wait until it ends, hangs or is given up."""
        self._given_up.clear()
        ends = (process.wait(), self._until_it_hangs(address), self._given_up.wait())
        waiting = [asyncio.ensure_future(end) for end in ends]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def _until_it_hangs(self, address: Address) -> None:
        misses = 0
        async with aiohttp.ClientSession(headers={SECRET_HEADER: address.secret}) as session:
            while misses < MISSES:
                await asyncio.sleep(LOOK_EVERY)
                misses = 0 if await _is_ready(session, address, LOOK_WAITS) else misses + 1
        log.warning("assistant hangs, starting it anew")

    async def _answers(self, process: Process, address: Address) -> bool:
        """Whether Rasa answers with a model loaded, before it ends or its time is up."""
        deadline = time.monotonic() + START_WITHIN
        async with aiohttp.ClientSession(headers={SECRET_HEADER: address.secret}) as session:
            while process.returncode is None and time.monotonic() < deadline:
                if await _is_ready(session, address, 5):
                    return True
                await asyncio.sleep(ASK_EVERY)
        return False

    def _arguments(self, address: Address) -> list[str]:
        bot = self._home.root / "bot"
        return [
            *("run", "--interface", "127.0.0.1", "--port", address.url.split(":")[2].split("/")[0]),
            *("--model", str(self._model)),
            *("--endpoints", str(bot / "endpoints.yml")),
            *("--credentials", str(bot / "credentials.yml")),
        ]

    def _extra(self, address: Address) -> Mapping[str, str]:
        return {
            "OSSO_RASA_SECRET": address.secret,
            "OSSO_ACTIONS_URL": self._actions.url,
            "OSSO_ACTIONS_SECRET": self._actions.secret,
            "LOG_LEVEL": "WARNING",
            "OMP_NUM_THREADS": "1",  # one text at a time: see language/embed.py
            # A turn is one action and then listening; Rasa would try ten before it gives up.
            "MAX_NUMBER_OF_PREDICTIONS": "3",
        }

    def _set(self, state: State) -> None:
        self._state = state
        if state is State.READY:
            self._ready.set()
            self._hopeless.clear()
        else:
            self._ready.clear()


async def _is_ready(session: aiohttp.ClientSession, address: Address, within: float) -> bool:
    """Whether it answers within so many seconds, with a model loaded."""
    timeout = aiohttp.ClientTimeout(total=within)
    with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
        async with session.get(f"{address.url}/ready", timeout=timeout) as answer:
            return answer.status == 200
    return False


def _free_address() -> str:
    """A channel address on a loopback port nobody listens on now. If another process takes the
    port before Rasa does, Rasa ends and is started again on the next.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/webhooks/osso"
