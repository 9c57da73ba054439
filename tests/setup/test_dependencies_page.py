"""docs/dependencies.md: a line for everything we ask for, and for nothing else."""

import re

from tests.setup.asking import asked, project
from tests.setup.machine import ROOT

ROW = re.compile(
    r"^\| \[?(?P<name>[A-Za-z][A-Za-z0-9.-]*)\]?(\[\w+\])? \|(?P<cells>.*)\|$", re.MULTILINE
)


def rows() -> dict[str, list[str]]:
    text = (ROOT / "docs/dependencies.md").read_text()
    return {
        match["name"]: [cell.strip() for cell in match["cells"].split("|")]
        for match in ROW.finditer(text)
        if match["name"] != "Package"
    }


def test_every_direct_dependency_has_its_line_and_no_other_has() -> None:
    service, tests = project()
    rest = [asked(f) for f in ("bot/requirements.in", "setup/tools.in", "setup/build.in")]
    assert rows().keys() == {
        requirement.name for part in (service, tests, *rest) for requirement in part
    }


def test_no_cell_is_empty() -> None:
    assert [name for name, cells in rows().items() if not all(cells)] == []
