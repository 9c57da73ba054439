"""Waiting a little for an assistant that is just starting, before she is told that it is busy."""

import asyncio
import time
from collections.abc import Callable

from counselling.assistant import Answered, Assistant, AssistantUnavailable, Turn

WAIT = 8.0  # seconds a question waits at most
LOOK_EVERY = 0.25  # seconds between two tries
SHOW_EVERY = 4.0  # seconds; Telegram shows for five that somebody is writing
GIVEN_UP_AFTER = 30.0
"""Seconds without it after which no question waits any more: it is not just starting."""


class Patience:
    """Asks again for as long as the assistant is about to come.

    Nobody in danger waits, and no tap: those are answered without it as well. Who has waited in
    vain once is spared it until it is there again: what she wrote next need not wait as long too.
    """

    def __init__(self, assistant: Assistant, clock: Callable[[], float] = time.monotonic) -> None:
        self._assistant = assistant
        self._clock = clock
        self._away_since: float | None = None
        self._waited_in_vain: set[str] = set()

    async def answer(self, turn: Turn, waiting: Callable[[], None]) -> Answered:
        """Answer one turn, ``waiting`` called every few seconds; raises AssistantUnavailable."""
        until = self._clock() + WAIT
        show_at = 0.0
        while True:
            try:
                answered = await self._assistant.answer(turn)
            except AssistantUnavailable as error:
                if not (error.soon and self._may_wait(turn, until)):
                    if show_at:  # she has waited
                        self._waited_in_vain.add(turn.conversation_id)
                    raise
            else:
                self._away_since = None
                self._waited_in_vain.clear()
                return answered
            if self._clock() >= show_at:
                waiting()
                show_at = self._clock() + SHOW_EVERY
            await asyncio.sleep(LOOK_EVERY)

    def _may_wait(self, turn: Turn, until: float) -> bool:
        now = self._clock()
        if self._away_since is None:
            self._away_since = now
        calm = turn.danger == "none" and turn.choice is None
        calm = calm and turn.conversation_id not in self._waited_in_vain
        return calm and now < until and now - self._away_since < GIVEN_UP_AFTER
