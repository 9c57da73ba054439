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
from app.kept_set import KeptSet
from app.office import build_office
from app.server import build_app
from app.serving import serving, until_stopped
from app.settings import Settings
from app.watching import FolderWatch
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
        book=_book(settings.faq_dir, folder),
        assistant=Parrot(),
    )
    await office.open()
    app = build_app(office, settings, lambda: "ready", FaqStatus(), DutyBook(folder))
    async with serving(app, "127.0.0.1", port):
        await until_stopped()
    await office.close()


def _book(faq: Path, folder: Path) -> Book:
    """As ``./osso up`` reads it: what was read before is not read again."""
    kept, seen = KeptSet(folder), FolderWatch(faq).seen
    book = Book(faq, read_before=kept.take(faq, seen))
    kept.keep(book.whole(), faq, seen)
    return book


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
