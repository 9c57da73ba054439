"""duty.yml in the data folder: read, kept as last in order, taken over when it is saved."""

import os
from collections.abc import Callable
from pathlib import Path

import structlog

from app.watching import FileWatch
from counselling.beside import Beside
from counselling.duty.reading import FILE, read_roster
from counselling.duty.roster import NOBODY, Roster
from counselling.faq import FaqProblems, Problem

log = structlog.get_logger(__name__)

LAST_GOOD = "duty-last-good.yml"
_GONE = Problem(
    FILE,
    1,
    "",
    "the file is gone",
    "Put it back; if nobody shall be called any more, save it with [] in it.",
)


class DutyBook:
    """Who is on duty. A file that is not in order leaves the roster before it in use."""

    def __init__(self, data_dir: Path) -> None:
        """Read it; nothing is raised, whatever the file is like."""
        self._file, self._copy = data_dir / FILE, data_dir / LAST_GOOD
        self.roster: Roster = _roster_or_nobody(self._copy)
        self.problems: tuple[Problem, ...] = ()
        self.read_again()

    def name_of(self, person_id: str) -> str:
        """The name of somebody on the list, or the id of who has been taken out."""
        return self.roster.name_of(person_id)

    def read_again(self) -> bool:
        """Take the file over if it is in order; whether it was."""
        if not self._file.exists():
            self.problems = (_GONE,) if self._copy.exists() and self.roster.people else ()
            return not self.problems
        try:
            self.roster = read_roster(self._file)
        except FaqProblems as found:
            self.problems = found.problems
            return False
        self.problems = ()
        try:
            _keep(self._file, self._copy)
        except OSError as refused:  # a full disk
            log.warning("no copy of duty.yml could be kept", why=type(refused).__name__)
        return True


class DutyKeeper:
    """Takes duty.yml over when it is saved. ``changed`` is called then, ``say`` is told how."""

    def __init__(
        self,
        data_dir: Path,
        book: DutyBook,
        changed: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        self._watch = FileWatch(data_dir / FILE)
        self._book = book
        self._changed = changed
        self._say = say
        self._beside = Beside()

    def start(self) -> None:
        """Begin to watch; say what is wrong already."""
        if self._book.problems:
            self._tell_broken()
        self._beside.begin(self._keep())

    async def close(self) -> None:
        """Stop watching."""
        await self._beside.stop()

    async def _keep(self) -> None:
        async for _ in self._watch.changes():
            try:
                self._take_over()
            except Exception:  # whatever it was, the next save must be noticed
                log.exception("duty.yml could not be taken over")

    def _take_over(self) -> None:
        if not self._book.read_again():
            self._tell_broken()
            return
        count = len(self._book.roster.people)
        log.info("duty.yml was taken over", people=count)
        self._say(f"duty.yml is in order and in use ({count} on the list).")
        self._changed()

    def _tell_broken(self) -> None:
        # Ids are as good as names, so the log gets the lines alone.
        lines = sorted({problem.line for problem in self._book.problems})
        log.warning("duty.yml needs mending", lines=lines)
        told = [f"  {problem}" for problem in self._book.problems]
        self._say("\n".join(["duty.yml needs mending. The list before it stays in use.", *told]))


def _roster_or_nobody(copy: Path) -> Roster:
    try:
        return read_roster(copy) if copy.exists() else NOBODY
    except FaqProblems:  # written by an older or newer version
        return NOBODY


def _keep(file: Path, copy: Path) -> None:
    """A copy that only the service's own account can read, whole or not at all."""
    new = copy.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(file.read_bytes())
    new.replace(copy)
