"""An office worker with the exported sheet before her."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from counselling.faq.loading import read_folder
from counselling.faq.sheet import COLUMNS, Plan, export_rows, make_plan, read_table, write_table
from tests.counselling.faq.editors import TODAY, EditorsFolder


@dataclass
class Worker:
    """Exports, changes cells by entry and column key, and imports."""

    editors: EditorsFolder
    file: Path

    def __post_init__(self) -> None:
        drafts = read_folder(self.editors.root, today=TODAY).drafts
        self.rows = {row["id"]: row for row in export_rows(drafts.values())}

    def write(self, entry: str, column: str, text: str) -> None:
        self.rows[entry][column] = text

    def save(self) -> Path:
        write_table(self.file, list(self.rows.values()))
        return self.file

    def plan(self) -> Plan:
        return make_plan(read_table(self.save()), self.editors.root, today=TODAY)

    def problems(self) -> list[str]:
        return [str(problem) for problem in self.plan().problems]

    def new_row(self, entry: str, like: str) -> None:
        self.rows[entry] = {**self.rows[like], "id": entry, "mark": ""}


@pytest.fixture(params=["sheet.xlsx", "sheet.csv"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


@pytest.fixture
def worker(editors: EditorsFolder, file: Path) -> Worker:
    return Worker(editors, file)


Contents = dict[str, bytes]


@pytest.fixture
def contents(editors: EditorsFolder) -> Callable[[], Contents]:
    """All files of the folder by name."""
    return lambda: {
        path.relative_to(editors.root).as_posix(): path.read_bytes()
        for path in editors.root.rglob("*")
        if path.is_file()
    }


HEADINGS: Sequence[str] = [column.heading for column in COLUMNS]
