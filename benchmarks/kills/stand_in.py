"""The whole service without Rasa: what answers repeats the question after a moment.

Arguments: the data folder and the port.
"""

import asyncio
import random
import sys
from pathlib import Path

from app.book import Book
from app.duty import DutyBook
from app.faq_status import FaqStatus
from app.office import build_office
from app.server import build_app
from app.serving import serving, until_stopped
from app.settings import Settings
from benchmarks.figures import DANGER
from benchmarks.kills.script import STAND_IN_SAYS
from counselling.assistant import Answered, Decision, Effect, Reply, Turn


class Parrot:
    """Answers every question with itself, soon."""

    async def answer(self, turn: Turn) -> Answered:
        """One turn."""
        await asyncio.sleep(random.random() / 20)  # noqa: S311  # so that kills meet every place
        if turn.choice:
            return Answered((), Decision.HANDOFF, effects=(Effect.OPEN_TICKET,))
        decision = Decision.FALLBACK if turn.text == DANGER else Decision.ANSWER
        return Answered((Reply(STAND_IN_SAYS + turn.text),), decision, awaiting=turn.awaiting)


async def _serve(folder: Path, port: int) -> None:
    settings = Settings(_env_file=None, data_dir=folder, port=port)
    office = build_office(
        database=settings.database,
        secret=bytes(range(32)),
        book=Book(settings.faq_dir),
        assistant=Parrot(),
    )
    await office.open()
    app = build_app(office, settings, lambda: "ready", FaqStatus(), DutyBook(folder))
    async with serving(app, "127.0.0.1", port):
        await until_stopped()
    await office.close()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
