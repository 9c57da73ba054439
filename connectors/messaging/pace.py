"""When the next message may go out: a platform's limits, and danger first."""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable

from counselling.channels import Urgency


class Pace:
    """Hands out the moments at which a message may be sent.

    ``in_a_chat``: seconds between two messages to one chat; ``overall``: to anybody.
    A chat's messages are asked for one after the other (the outbox sees to that), so that a
    chat's order is never changed by who is more urgent.
    """

    def __init__(
        self,
        *,
        in_a_chat: float,
        overall: float,
        clock: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._in_a_chat = in_a_chat
        self._overall = overall
        self._clock = clock or asyncio.get_running_loop().time
        self._sleep = sleep
        self._chat_free_at: dict[str, float] = {}
        self._free_at = 0.0
        self._waiting: list[tuple[Urgency, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._usher: asyncio.Task[None] | None = None

    async def turn(self, chat: str, urgency: Urgency) -> None:
        """Wait until one message may go to ``chat``."""
        wait = self._chat_free_at.get(chat, 0.0) - self._clock()
        if wait > 0:
            await self._sleep(wait)
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (urgency, next(self._order), place))
        if self._usher is None or self._usher.done():
            self._usher = asyncio.create_task(self._let_in())
        await place
        self._note(chat)

    def rest(self, seconds: float) -> None:
        """The platform asked for a pause: nobody is let in before it is over."""
        self._free_at = max(self._free_at, self._clock() + seconds)

    async def _let_in(self) -> None:
        while self._waiting:
            wait = self._free_at - self._clock()
            if wait > 0:
                await self._sleep(wait)
                continue  # somebody more urgent may have come, or a longer pause
            _, _, place = heapq.heappop(self._waiting)
            if place.cancelled():
                continue
            self._free_at = self._clock() + self._overall
            place.set_result(None)

    def _note(self, chat: str) -> None:
        now = self._clock()
        self._chat_free_at[chat] = now + self._in_a_chat
        if len(self._chat_free_at) > 1000:
            self._chat_free_at = {
                name: free_at for name, free_at in self._chat_free_at.items() if free_at > now
            }
