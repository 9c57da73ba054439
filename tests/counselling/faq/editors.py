"""An editors' folder that is right, and the ways editors spoil it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counselling.faq import FaqProblems, FaqSet, Problem, Severity, load
from counselling.faq.loading import read_folder

HERE = Path(__file__).parent
SAMPLE = HERE / "sample"
TODAY = date(2026, 11, 22)

ID_CARD = "legal/id-card.md"


class EditorsFolder:
    """A copy of the sample folder, named "faq" like the real one."""

    def __init__(self, where: Path) -> None:
        self.root = where / "faq"
        shutil.copytree(SAMPLE, self.root)

    def text(self, file: str) -> str:
        return (self.root / file).read_text("utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_bytes(data)

    def replace(self, file: str, old: str, new: str) -> None:
        """Change the first ``old`` in a file; it must be there."""
        text = self.text(file)
        assert old in text, f"{file} does not contain {old!r}"
        self.write(file, text.replace(old, new, 1))

    def load(self, today: date = TODAY) -> FaqSet:
        return load(self.root, today=today)

    def told(self, today: date = TODAY) -> tuple[str, ...]:
        """Every problem as an editor reads it, warnings too."""
        try:
            problems = self.load(today).warnings
        except FaqProblems as found:
            problems = found.problems
        return tuple(str(problem) for problem in problems)

    def hints(self, today: date = TODAY) -> tuple[Problem, ...]:
        """The advice that only the check tells."""
        found = read_folder(self.root, today=today).findings.in_order()
        return tuple(problem for problem in found if problem.severity is Severity.HINT)


@dataclass(frozen=True)
class Spoiling:
    """One edit of one file of the sample, and what the check must then say."""

    name: str
    file: str
    taken_out: tuple[str, ...]
    put_in: tuple[str, ...]
    told: tuple[str, ...]

    def apply(self, editors: EditorsFolder) -> None:
        """Exchange the lines, where those to take out first stand together in the file."""
        lines, size = editors.text(self.file).split("\n"), len(self.taken_out)
        start = next(n for n in range(len(lines)) if tuple(lines[n : n + size]) == self.taken_out)
        lines[start : start + size] = self.put_in
        editors.write(self.file, "\n".join(lines))


def spoilings() -> Iterator[Spoiling]:
    """All those written down in spoiled/*.txt; the form is told at the top of each file."""
    for path in sorted((HERE / "spoiled").glob("*.txt")):
        _, *blocks = path.read_text("utf-8").split("\n== ")
        for block in blocks:
            name, file, *lines = block.strip("\n").split("\n")
            told = tuple(line.strip() for line in _after(">", lines))
            taken_out, put_in = _after("-", lines), _after("+", lines)
            yield Spoiling(f"{path.stem}: {name}", file, taken_out, put_in, told)


def _after(sign: str, lines: list[str]) -> tuple[str, ...]:
    return tuple(line[1:] for line in lines if line.startswith(sign))
