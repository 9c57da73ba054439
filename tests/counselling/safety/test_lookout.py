"""A short message never waits until long ones have been looked at."""

import asyncio
import threading
from collections.abc import Callable

from counselling.safety.detect import NO_DANGER, Danger
from counselling.safety.lookout import SHORT, Lookout
from tests.counselling.cast import BOOK

LONG = "a" * (SHORT + 1)


class Held:
    """A detector that is slow until the gate opens, but with what it ``settles`` at once."""

    def __init__(self, settles: Callable[[str], bool] = lambda text: len(text) <= SHORT) -> None:
        self.gate = threading.Event()
        self._settles = settles

    def see(self, text: str) -> Danger:
        if not self._settles(text):
            self.gate.wait(5)
        return NO_DANGER


async def test_a_short_message_passes_any_number_of_long_ones() -> None:
    held = Held()
    lookout = Lookout(lambda: held)  # type: ignore[arg-type, return-value]  # sees all the same
    waiting = [asyncio.create_task(lookout.see(LONG)) for _ in range(20)]
    async with asyncio.timeout(2):
        await lookout.see("cứu em với")
    assert not any(task.done() for task in waiting)
    held.gate.set()
    assert await asyncio.gather(*waiting) == [NO_DANGER] * 20


async def test_what_words_settle_passes_those_whose_meaning_is_weighed() -> None:
    held = Held(settles=lambda text: "113" in text)
    lookout = Lookout(lambda: held)  # type: ignore[arg-type, return-value]  # sees all the same
    waiting = [asyncio.create_task(lookout.see("em buồn")) for _ in range(4)]
    async with asyncio.timeout(2):
        await lookout.see("gọi 113 giúp em")
    assert not any(task.done() for task in waiting)
    held.gate.set()
    assert await asyncio.gather(*waiting) == [NO_DANGER] * 4


async def test_danger_is_seen_in_both() -> None:
    lookout = Lookout(BOOK.detector)
    cry = "chồng đang đánh em, cứu em với"
    assert (await lookout.see(cry)).level == "red"
    assert (await lookout.see(f"{cry}. {'Em kể thêm. ' * 40}")).level == "red"
