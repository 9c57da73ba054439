"""Once she has erased everything, no object of the running service holds a word of hers."""

import gc
from pathlib import Path

from tests.connectors.webchat.hall import a_hall
from tests.counselling.cast import FakeAssistant

PARTS = ("chuồn", "chuồn", "ớt", "xuyên", "việt")


def held(word: str) -> list[str]:
    """The types of the living objects that refer to a text with ``word`` in it."""
    gc.collect()
    return [
        type(one).__name__
        for one in gc.get_objects()
        for text in gc.get_referents(one)
        if (isinstance(text, str) and word in text and text != word)  # not this question itself
        or (isinstance(text, bytes | bytearray) and word.encode() in text)
    ]


async def test_no_cache_queue_or_list_keeps_her_words(tmp_path: Path) -> None:
    assistant = FakeAssistant()
    async with a_hall(tmp_path, assistant) as hall:
        async with hall.screen() as screen:
            await screen.say(f"nhà em ở {''.join(PARTS)}")
            await screen.until("message", seq=2)
            assert held("".join(PARTS))  # the look finds what is there
            await screen.send(type="erase")
            await screen.until("welcome")
            await hall.settle()
            screen.seen.clear()
            assistant.turns.clear()  # the test's own memory
        await hall.office.eraser.settle()
        assert held("".join(PARTS)) == []
