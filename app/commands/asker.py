"""The live chat's own way for commands that ask: an office nobody sees, and a Rasa for it."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from app.asking import Counted, Overheard, Unseen, ask_all
from app.book import Book
from app.keeper import Keeper
from app.office import Office, build_office
from app.rasa.client import RasaAssistant
from app.rasa.running import running_rasa, told
from app.rasa.supervisor import Address
from app.rasa.training import TrainingFailed
from app.settings import Settings
from counselling.store.vault import KEY_BYTES

_PATIENCE = 30.0  # seconds for one answer: here a slow one is better than none


class Asker:
    """Asks JSON lines, each as the first message of a fresh conversation; nothing is kept."""

    def __init__(self, office: Office, overheard: Overheard, counted: Counted) -> None:
        self._office = office
        self._overheard = overheard
        self._counted = counted

    @property
    def failures(self) -> int:
        """How often the assistant failed; what it said of those lines is not its own."""
        return self._counted.failures

    def ask(self, lines: Iterable[str]) -> AsyncIterator[dict[str, Any]]:
        """What came in with the fields of docs/ask.md, in order."""
        return ask_all(self._office, self._overheard, lines)


def with_asker(settings: Settings, work: Callable[[Asker], Awaitable[int]]) -> int:
    """Do the work with an asker; its exit status, or 1 if the assistant does not start."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return asyncio.run(_work(settings, work))
    except (TrainingFailed, TimeoutError) as error:
        print(f"osso: the assistant does not start: {error}", file=sys.stderr)
        return 1


async def _work(settings: Settings, work: Callable[[Asker], Awaitable[int]]) -> int:
    async with _an_asker(settings) as asker:
        return await work(asker)


@asynccontextmanager
async def _an_asker(settings: Settings) -> AsyncIterator[Asker]:
    """Uses the Rasa of ``./osso up`` if one runs, else a private one."""
    async with AsyncExitStack() as stack:
        book = Book(settings.faq_dir, only_reviewed=settings.only_reviewed)
        where: Callable[[], Address | None] = partial(told, settings.data_dir)
        if await running_rasa(settings.data_dir) is None:
            keeper = Keeper(settings, book, lambda line: print(line, file=sys.stderr))
            stack.push_async_callback(keeper.close)
            keeper.start()
            await keeper.until_ready()
            where = keeper.address
        assistant = RasaAssistant(where, _PATIENCE)
        stack.push_async_callback(assistant.close)
        counted, overheard = Counted(assistant), Overheard()
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="osso-ask-"))
        office = build_office(
            database=f"sqlite+aiosqlite:///{Path(folder) / 'ask.sqlite3'}",
            secret=os.urandom(KEY_BYTES),
            book=book,
            assistant=counted,
            channels=[Unseen],
            observe=overheard.observe,
        )
        stack.push_async_callback(office.close)
        await office.open()
        yield Asker(office, overheard, counted)
