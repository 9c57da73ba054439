"""Rasa servers that run apart, behind one address: known by whether one of them answers."""

import asyncio

import aiohttp
import structlog

from app.rasa.gateway import PATH
from app.rasa.supervisor import SECRET_HEADER, Address, State
from counselling.beside import Beside

log = structlog.get_logger(__name__)

LOOK_EVERY = 1.0  # seconds
_WITHIN = aiohttp.ClientTimeout(total=3)
_READY_WITHIN = 900.0  # seconds; they may be learning


class RasaApart:
    """What ``app/keeper.py`` is for a Rasa of our own: here others keep it."""

    def __init__(self, url: str, secret: str) -> None:
        self._address = Address(url.rstrip("/") + PATH, secret)
        self._state = State.STARTING
        self._ready = asyncio.Event()
        self._beside = Beside()

    @property
    def state(self) -> State:
        """What /health says about the assistant."""
        return self._state

    def address(self) -> Address:
        """Where to ask, also while none seems to answer: a turn may find one that does."""
        return self._address

    @property
    def model(self) -> str:
        """Whoever keeps the Rasas knows their model."""
        return ""

    def give_up(self, address: Address) -> None:
        """Whoever keeps the Rasas starts them anew."""

    def start(self) -> None:
        """Begin to look; returns at once."""
        self._beside.begin(self._look())

    def renew(self) -> None:
        """The set has changed: who keeps the Rasas sees that too."""

    async def until_ready(self) -> None:
        """Wait until one answers; raises TimeoutError."""
        async with asyncio.timeout(_READY_WITHIN):
            await self._ready.wait()

    async def close(self) -> None:
        """Stop looking."""
        await self._beside.stop()

    async def _look(self) -> None:
        headers = {SECRET_HEADER: self._address.secret}
        async with aiohttp.ClientSession(headers=headers, timeout=_WITHIN) as session:
            while True:
                self._set(ready=await self._answers(session))
                await asyncio.sleep(LOOK_EVERY)

    async def _answers(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(f"{self._address.url}/ready") as answer:
                return answer.status == 200
        except (aiohttp.ClientError, OSError, TimeoutError):
            return False

    def _set(self, *, ready: bool) -> None:
        state = State.READY if ready else State.DOWN
        if state is not self._state:
            log.info("assistant apart", state=state.value)
        if ready:
            self._ready.set()
        self._state = state
