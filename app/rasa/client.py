"""Asks Rasa for one turn, within a bounded time, and believes nothing that is not well formed."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

import aiohttp

from app.rasa.breaker import Breaker
from app.rasa.places import Places
from app.rasa.reading import BadAnswer, read_answer
from app.rasa.supervisor import SECRET_HEADER, Address
from counselling.assistant import Answered, AssistantUnavailable, Turn

_FORGETS_WITHIN = 10.0  # seconds; a turn that is being taken comes first
AT_ONCE = 2
"""Turns that Rasa is given side by side: it takes them one after the other, and the second lies
ready. The others wait here, where waiting does not use up the time that one turn may take."""
PATIENCE = 10.0  # seconds in that queue, then she gets an honest line
MOST_BYTES = 200_000  # of an answer; real ones have a few thousand


class RasaAssistant:
    """The assistant behind Rasa's private channel.

    ``where`` gives its address, or None while it does not answer; ``timeout`` is in seconds,
    for the whole turn once it is asked; ``patience``, in seconds, for the queue before that.
    ``servers``: how many answer there.
    """

    def __init__(
        self,
        where: Callable[[], Address | None],
        timeout: float = 1.5,
        breaker: Breaker | None = None,
        *,
        patience: float = PATIENCE,
        servers: int = 1,
    ) -> None:
        self._where = where
        self._timeout = timeout
        self._breaker = breaker or Breaker()
        self._patience = patience
        self._places = Places(AT_ONCE * servers)
        self._session: aiohttp.ClientSession | None = None

    async def answer(self, turn: Turn) -> Answered:
        """Answer one turn; raises AssistantUnavailable, whose text never holds hers."""
        try:
            async with self._places.one(len(turn.text), self._patience):
                return await self._answer(turn)
        except TimeoutError:
            raise AssistantUnavailable("too many turns wait") from None

    async def _answer(self, turn: Turn) -> Answered:
        address = self._where()
        if address is None:
            raise AssistantUnavailable("not ready", soon=True)
        if not self._breaker.lets_through():
            raise AssistantUnavailable("failed just now, not asked again yet")
        try:
            answered = await self._ask(address, turn)
        except BaseException:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return answered

    async def forget(self, conversation_ids: Sequence[str]) -> None:
        """Have Rasa forget erased conversations. One that does not run remembers none.

        Raises OSError, TimeoutError or aiohttp.ClientError: then it may remember their intents,
        never a word, until newer conversations push them out.
        """
        address = self._where()
        if address is None:
            return
        async with (
            asyncio.timeout(_FORGETS_WITHIN),
            self._connections().post(
                f"{address.url}/forget",
                json={"conversations": list(conversation_ids)},
                headers={SECRET_HEADER: address.secret},
            ) as response,
        ):
            response.raise_for_status()

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    async def _ask(self, address: Address, turn: Turn) -> Answered:
        try:
            async with asyncio.timeout(self._timeout):
                return read_answer(json.loads(await self._post_or_follow(address, turn)))
        except TimeoutError:
            raise AssistantUnavailable(f"no answer within {self._timeout} s") from None
        except (aiohttp.ClientError, OSError) as error:
            raise AssistantUnavailable(f"connection: {type(error).__name__}", soon=True) from None
        except (BadAnswer, ValueError) as error:
            why = str(error) if isinstance(error, BadAnswer) else "not JSON"
            raise AssistantUnavailable(f"odd answer: {why}") from None

    async def _post_or_follow(self, address: Address, turn: Turn) -> bytes:
        """Ask; if Rasa has moved meanwhile, ask it once more where it is now.

        Asking twice does no harm: a turn carries all its state, and the service alone acts on it.
        """
        try:
            return await self._post(address, turn)
        except (aiohttp.ClientError, OSError, BadAnswer):
            moved = self._where()
            if moved is None or moved == address:
                raise
            return await self._post(moved, turn)

    async def _post(self, address: Address, turn: Turn) -> bytes:
        async with self._connections().post(
            f"{address.url}/turn", json=asdict(turn), headers={SECRET_HEADER: address.secret}
        ) as response:
            if response.status != 200:
                raise BadAnswer(f"status {response.status}")
            body = await response.content.read(MOST_BYTES + 1)
            while len(body) <= MOST_BYTES and (more := await response.content.read(MOST_BYTES)):
                body += more
            if len(body) > MOST_BYTES:
                raise BadAnswer("too long")
            return body

    def _connections(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session
