"""From a sheet to what would be written: every change and every problem, before any is made."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from counselling.faq.fields import SLUG_MEND, is_slug
from counselling.faq.loading import Reading, read_folder
from counselling.faq.model import THEMES
from counselling.faq.problems import Problem, Severity, suggestion
from counselling.faq.sheet.changes import CellChange, changes_of
from counselling.faq.sheet.columns import CONTENT, ID, MARK, Column
from counselling.faq.sheet.rewriting import new_entry, rewritten
from counselling.faq.sheet.rows import cells_of, marked, settled
from counselling.faq.sheet.table import Row, RowProblem, Table
from counselling.faq.sheet.top import NotWritten


@dataclass(frozen=True)
class FileChange:
    """One file: its name within the folder, its bytes now (None: a new one) and then."""

    entry: str
    row: int
    cells: tuple[CellChange, ...]
    before: bytes | None
    after: bytes

    @property
    def file(self) -> str:
        """Its name within the folder."""
        return f"{self.entry}.md"


@dataclass
class Plan:
    """What an import would do. Nothing may be written while there are ``problems``.

    ``warnings`` are those of the files that change; ``without_row`` the entries that the sheet
    does not speak of, which stay as they are; ``unchanged`` counts the other rows.
    """

    changes: list[FileChange] = field(default_factory=list)
    problems: list[RowProblem | Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    without_row: tuple[str, ...] = ()
    unchanged: int = 0


def make_plan(table: Table, folder: Path, *, today: date | None = None) -> Plan:
    """What taking over the table would change in ``folder``; nothing is written there."""
    today = today or datetime.now(UTC).date()
    now = read_folder(folder, today=today)
    plan = Plan(problems=list(table.problems))
    rows = _by_entry(table, plan)
    for entry, row in rows.items():
        _plan_row(entry, row, folder, now, plan)
    plan.without_row = tuple(entry for entry in now.drafts if entry not in rows)
    if plan.changes:
        _hold_against_check(plan, folder, today)
    plan.problems.sort(key=lambda problem: problem.row if isinstance(problem, RowProblem) else 0)
    return plan


def _by_entry(table: Table, plan: Plan) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in table.rows:
        entry = settled(ID, row.cells.get(ID.key, ""))
        theme, _, slug = entry.partition("/")
        if not entry:
            what, mend = "the id is empty", "Write theme/short-name, or delete the whole row."
            plan.problems.append(RowProblem(row.number, ID.heading, what, mend))
        elif theme not in THEMES:
            what, mend = f'"{theme}" is not a theme', suggestion(theme, THEMES)
            plan.problems.append(RowProblem(row.number, ID.heading, what, mend))
        elif not is_slug(slug):
            what = f'"{slug}" is no short name'
            plan.problems.append(RowProblem(row.number, ID.heading, what, SLUG_MEND))
        elif entry in rows:
            what = f'"{entry}" stands in row {rows[entry].number} already'
            plan.problems.append(RowProblem(row.number, ID.heading, what, "Keep one of the rows."))
        else:
            rows[entry] = row
    return rows


def _plan_row(entry: str, row: Row, folder: Path, now: Reading, plan: Plan) -> None:
    if entry not in now.drafts:
        _plan_new(entry, row, plan)
        return
    found = changes_of(row, cells_of(now.drafts[entry]))
    plan.problems += found.problems
    if not found.cells:
        plan.unchanged += 1
        return
    before = (folder / f"{entry}.md").read_bytes()
    try:
        after = rewritten(before, {cell.column: cell.wanted for cell in found.cells})
    except (NotWritten, UnicodeDecodeError) as refused:
        mend = "Mend the file itself first; ./osso faq check says how."
        plan.problems.append(RowProblem(row.number, "", str(refused), mend))
        return
    plan.changes.append(FileChange(entry, row.number, found.cells, before, after))


def _plan_new(entry: str, row: Row, plan: Plan) -> None:
    if marked(row.cells.get(MARK.key, "")) is not None:
        what = f'there is no entry "{entry}" any more'
        mend = f'Write the old id back; for a new entry, empty the cell under "{MARK.heading}".'
        plan.problems.append(RowProblem(row.number, ID.heading, what, mend))
        return
    cells = {column.key: settled(column, row.cells.get(column.key, "")) for column in CONTENT}
    changed = tuple(
        CellChange(column, "", cells[column.key]) for column in CONTENT if cells[column.key]
    )
    plan.changes.append(FileChange(entry, row.number, changed, None, new_entry(cells)))


def _hold_against_check(plan: Plan, folder: Path, today: date) -> None:
    """Read the folder as it would be; what is wrong then is told by row where a row causes it."""
    with tempfile.TemporaryDirectory(prefix="osso-import-") as place:
        then = Path(place) / folder.resolve().name
        shutil.copytree(folder, then)
        for change in plan.changes:
            (then / change.file).parent.mkdir(exist_ok=True)
            (then / change.file).write_bytes(change.after)
        reading = read_folder(then, today=today)
    by_entry = {change.entry: change for change in plan.changes}
    for problem in reading.problems:
        cause = by_entry.get(problem.file.partition("/")[2].removesuffix(".md"))
        if problem.severity is Severity.ERROR:
            plan.problems.append(_by_row(problem, cause) if cause else problem)
        elif cause:
            plan.warnings.append(problem)
    wrong = {problem.row for problem in plan.problems if isinstance(problem, RowProblem)}
    for change in plan.changes:
        if change.row not in wrong:
            plan.problems += _not_as_wanted(change, cells_of(reading.drafts[change.entry]))


def _by_row(problem: Problem, change: FileChange) -> RowProblem:
    way = {_way(column): column.heading for column in CONTENT}
    column = next((way[w] for w in (problem.where, problem.where[:1]) if w in way), "")
    return RowProblem(change.row, column, problem.what, problem.mend)


def _way(column: Column) -> tuple[str, ...]:
    """The way to a column's part inside an entry, as problems tell it."""
    return tuple(column.heading.split(": "))


def _not_as_wanted(change: FileChange, cells: Mapping[str, str]) -> Iterator[RowProblem]:
    for cell in change.cells:
        if settled(cell.column, cells[cell.column.key]) != cell.wanted:
            what = "this text would be read differently from how it is written here"
            mend = 'Take signs such as "#", "---" or odd indents away from the beginnings of lines.'
            yield RowProblem(change.row, cell.column.heading, what, mend)
