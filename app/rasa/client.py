"""Asks Rasa for one turn, within a bounded time, and believes nothing that is not well formed."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

import aiohttp

from app.rasa.breaker import Breaker, State
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
HOPELESS_AFTER = 60.0
"""Seconds of nothing but failures after which it is to be started anew; doubled each time in vain,
for what fails then is hardly Rasa's."""


class RasaAssistant:
    """The assistant behind Rasa's private channel.

    ``where`` gives its address, or None while it does not answer; ``timeout`` is in seconds,
    for the whole turn once it is asked; ``patience``, in seconds, for the queue before that.
    ``hopeless`` is told the address of one that runs and has answered no turn for a minute.
    ``servers``: how many answer there.
    """

    def __init__(
        self,
        where: Callable[[], Address | None],
        timeout: float = 1.5,
        breaker: Breaker | None = None,
        *,
        patience: float = PATIENCE,
        hopeless: Callable[[Address], None] = lambda _address: None,
        servers: int = 1,
    ) -> None:
        self._where = where
        self._timeout = timeout
        self._breaker = breaker or Breaker()
        self._patience = patience
        self._hopeless = hopeless
        self._hopeless_after = HOPELESS_AFTER
        self._looking: asyncio.Task[None] | None = None
        self._places = Places(AT_ONCE * servers)
        self._session: aiohttp.ClientSession | None = None

    async def answer(self, turn: Turn) -> Answered:
        """Answer one turn; raises AssistantUnavailable, whose text never holds hers."""
        if self._breaker.state is State.HALF_OPEN:
            raise _failed_just_now()  # no place in the queue is worth waiting for
        try:
            async with self._places.one(len(turn.text), self._patience):
                return await self._answer(turn)
        except TimeoutError:
            raise AssistantUnavailable("too many turns wait") from None

    async def _answer(self, turn: Turn) -> Answered:
        address = self._where()
        if address is None:
            raise AssistantUnavailable("not ready", soon=True)
        if self._breaker.state is not State.CLOSED and turn.danger != "none":
            self._look_beside(address)  # she in danger is never the one who waits to find out
            raise _failed_just_now()
        if not self._breaker.lets_through():
            raise _failed_just_now()
        try:
            answered = await self._ask(address, turn)
        except BaseException:
            self._failed(address)
            raise
        self._succeeded()
        return answered

    def _failed(self, address: Address) -> None:
        self._breaker.failed()
        if self._breaker.failing_for >= self._hopeless_after:
            self._hopeless_after = self._breaker.failing_for * 2
            self._hopeless(address)

    def _succeeded(self) -> None:
        self._breaker.succeeded()
        self._hopeless_after = HOPELESS_AFTER

    def _look_beside(self, address: Address) -> None:
        """Find out whether it answers again, with nobody waiting for it."""
        if self._breaker.lets_through():
            self._looking = asyncio.create_task(self._look(address))

    async def _look(self, address: Address) -> None:
        try:
            async with (
                asyncio.timeout(self._timeout),
                self._connections().get(
                    f"{address.url}/ready", headers={SECRET_HEADER: address.secret}
                ) as response,
            ):
                response.raise_for_status()
        except (aiohttp.ClientError, OSError, TimeoutError):
            self._breaker.failed()
        else:
            self._breaker.succeeded()

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
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait({self._looking})
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


def _failed_just_now() -> AssistantUnavailable:
    return AssistantUnavailable("failed just now, not asked again yet")
