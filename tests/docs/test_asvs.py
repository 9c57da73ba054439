"""docs/asvs.md has each requirement of levels 1 and 2 once, and what it points to exists."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from app.settings import ROOT

PAGE = ROOT / "docs/asvs.md"
IDS = Path(__file__).with_name("asvs_5_0_levels_1_2.txt")
HOW = {"met", "n/a", "set-up", "not met"}
_ROW = re.compile(
    r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| ([a-z/ -]+) \| (.+) \|$", re.MULTILINE
)
_NAMED = re.compile(r"`([\w./-]+\.(?:py|md|yml|toml|sh|txt|js|html|json|css))(?:::(\w+))?`")
_PAGE_NAMED = re.compile(r"\b(docs/[\w.-]+\.md|[A-Z]+\.md)(?:,? \"([^\"]+)\")?")
ROWS = _ROW.findall(PAGE.read_text("utf-8"))


def test_every_id_of_both_levels_stands_there_exactly_once() -> None:
    listed = dict(
        line.split() for line in IDS.read_text("ascii").splitlines() if not line.startswith("#")
    )
    assert len(listed) == 253
    assert sorted(number for number, *_ in ROWS) == sorted(listed)
    assert {number: level for number, level, *_ in ROWS} == listed
    rows = re.findall(r"^\| \d", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(rows) == len(ROWS)  # none that cannot be read


def test_how_each_stands_is_one_of_four_words_and_the_sums_are_right() -> None:
    counted = Counter(how for _, _, _, how, _ in ROWS)
    assert set(counted) == HOW
    told = " ".join(PAGE.read_text("utf-8").split())
    assert (
        f"Of {len(ROWS)}: {counted['met']} met, {counted['n/a']} n/a, {counted['set-up']} set-up, "
        f"{counted['not met']} not met."
    ) in told


@cache
def named_in(file: Path) -> frozenset[str]:
    functions = ast.FunctionDef | ast.AsyncFunctionDef
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, functions))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_a_line_points_to_is_there(row: tuple[str, str, str, str, str]) -> None:
    _, _, _, how, where = row
    named = _NAMED.findall(where)
    for path, test in named:
        assert (ROOT / path).is_file(), path
        assert not test or test in named_in(ROOT / path), test
    for page, heading in _PAGE_NAMED.findall(where):
        text = (ROOT / page).read_text("utf-8")
        assert not heading or heading in text, heading
    for folder in re.findall(r"`([\w/]+/)`", where):
        assert (ROOT / folder).is_dir(), folder
    if how == "met":
        assert named or _PAGE_NAMED.search(where) or "`./osso" in where
    else:
        assert len(where) > 10
