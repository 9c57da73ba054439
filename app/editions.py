"""Taking over what editors save while the service runs, and saying how that went."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from app.book import Book
from app.faq_status import FaqStatus
from app.last_good import LastGood
from app.watching import FolderWatch, Seen
from counselling.beside import Beside
from counselling.faq import FaqProblems, Problem
from counselling.faq.problems import Severity

log = structlog.get_logger(__name__)

MOST_TOLD = 20  # problems on the command line and in the log; ./osso faq check tells all

_IN_USE = "The set from before stays in use."


class Editions:
    """Keeps ``book`` as the editors' ``folder`` is, as long as that is in order.

    ``changed`` is called after each set taken over, ``say`` is told what an editor should know.
    """

    def __init__(
        self,
        folder: Path,
        watch: FolderWatch,
        book: Book,
        last_good: LastGood,
        status: FaqStatus,
        *,
        changed: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._watch = watch
        self._book = book
        self._last_good = last_good
        self._status = status
        self._changed = changed
        self._say = say
        self._beside = Beside()

    def start(self, problems: Sequence[Problem]) -> None:
        """Begin to watch. ``problems``: those of the set found at the start, if it is broken."""
        if problems:
            self._tell_broken(problems)
        self._beside.begin(self._keep(self._watch.seen))

    async def close(self) -> None:
        """Stop watching."""
        await self._beside.stop()

    async def _keep(self, seen: Seen) -> None:
        if not self._status.problems:
            await self._keep_copy(seen)
        async for saved in self._watch.changes():
            try:
                await self._take_over(saved)
            except Exception:  # whatever it was, the next save must be noticed
                log.exception("the Q&A files could not be taken over")

    async def _take_over(self, saved: Seen) -> None:
        try:
            await asyncio.to_thread(self._book.read_again, self._folder)
        except FaqProblems as found:
            self._tell_broken(found.problems)
            return
        self._status.in_order()
        entries = len(self._book.faq().entries)
        log.info("the Q&A files were taken over", entries=entries)
        self._say(f"The Q&A files are in order and in use ({entries} entries).")
        await self._keep_copy(saved)
        self._changed()

    async def _keep_copy(self, seen: Seen) -> None:
        try:
            if await asyncio.to_thread(self._last_good.keep, self._folder, seen):
                whole = self._book.whole()
                await asyncio.to_thread(self._last_good.read.keep, whole, self._folder, seen)
        except (OSError, ValueError) as refused:  # a full disk; a name that is no Unicode
            log.warning("no copy of the Q&A files could be kept", why=type(refused).__name__)

    def _tell_broken(self, problems: Sequence[Problem]) -> None:
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        self._status.broken(errors)
        told = [str(problem) for problem in errors[:MOST_TOLD]]
        log.warning("the Q&A files need mending", problems=told, count=len(errors))
        more = len(errors) - len(told)
        lines = [f"The Q&A files need mending. {_IN_USE}", *(f"  {line}" for line in told)]
        if more:
            lines.append(f"  ... and {more} more; ./osso faq check tells all")
        self._say("\n".join(lines))
