"""A list's items are changed one by one, and all else of the file stays sign for sign."""

from difflib import unified_diff

import pytest

from counselling.corner.registers.items import items_in
from counselling.corner.registers.scalars import Cells
from counselling.corner.registers.shapes import SHAPES
from counselling.corner.registers.writing import added, changed, removed
from counselling.faq.sheet.top import NotWritten
from tests.the_set import FOLDER

FILE = """# The head.
- id: one   # remark on one
  name: {vi: "Một", en: "One", ko: "하나"}
  number: "113"
  hours:   # not known
  cost:
    vi: Miễn phí   # asked
    en: Free
    ko: 무료
  country: vn
  for: [emergency, violence]   # both
  source: "báo"
  as_of: 2026-11-01
  confidence: high

# About two.
- id: two
  name: {vi: Hai, en: Two, ko: 둘}
  number: 115
  country: vn
  for:
    - emergency   # first of all
    - legal
  source: x
  as_of: 2026-11-01
  confidence: high
"""
SHAPE = SHAPES["hotlines"]


def with_cells(text: str, name: str, **cells: str) -> str:
    item = next(one for one in items_in(text) if one.id == name)
    wanted = item.cells(SHAPE) | {key.replace("__", "."): cell for key, cell in cells.items()}
    return changed(text, item, wanted, SHAPE)


def differing(text: str, name: str, **cells: str) -> list[str]:
    lines = unified_diff(text.split("\n"), with_cells(text, name, **cells).split("\n"), n=0)
    return [line for line in lines if line[0] in "+-" and line[1:3] not in {"++", "--"}]


@pytest.mark.parametrize("name", SHAPES)
def test_every_item_of_the_real_files_can_be_read_and_nothing_changed_changes_nothing(
    name: str,
) -> None:
    text = (FOLDER / f"{name}.yml").read_text("utf-8")
    items = items_in(text)
    assert len(items) >= 5
    for item in items:
        assert changed(text, item, item.cells(SHAPES[name]), SHAPES[name]) == text


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ({"number": "114"}, ['-  number: "113"', '+  number: "114"']),
        ({"cost__vi": 'a: "b" #c'}, ["-    vi: Miễn phí   # asked",
                                     '+    vi: "a: \\"b\\" #c"   # asked']),
        ({"hours__vi": "sáng", "hours__en": "a.m.", "hours__ko": "오전"}, [
            "-  hours:   # not known",
            '+  hours: {vi: "sáng", en: "a.m.", ko: "오전"}   # not known']),
        ({"for": "emergency\nlegal"}, ["-  for: [emergency, violence]   # both",
                                       "+  for: [emergency, legal]   # both"]),
    ],
)  # fmt: skip
def test_only_the_value_changes_and_remarks_stay(cells: Cells, lines: list[str]) -> None:
    assert differing(FILE, "one", **cells) == lines


def test_a_field_that_was_not_there_comes_at_the_end_of_its_item() -> None:
    cells = {f"cost__{language}": "x" for language in ("vi", "en", "ko")}
    assert differing(FILE, "two", **cells) == ["+  cost: {vi: x, en: x, ko: x}"]


def test_a_text_that_goes_leaves_no_trace_in_the_languages() -> None:
    cells = {f"cost__{language}": "" for language in ("vi", "en", "ko")}
    text = with_cells(FILE, "one", **cells)
    assert "cost:\n" in text
    assert "Free" not in text


def test_what_yaml_would_take_for_something_else_is_read_as_it_was_typed() -> None:
    for typed in ("no", "null", "007", "1:30", "- x", "# x", "{a}", "'", "*a", "&a", "%", "x: y"):
        text = with_cells(FILE, "two", source=typed, number=typed)
        assert items_in(text)[1].cells(SHAPE)["source"] == typed


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_items_come_and_go_and_the_others_stay_as_they_were(end: str) -> None:
    before = FILE.replace("\n", end)
    cells = items_in(before)[0].cells(SHAPE)
    more = added(before, "three", cells, SHAPE)
    assert more.startswith(before)
    assert more.count("\n") == more.count(end)
    assert [item.id for item in items_in(more)] == ["one", "two", "three"]
    assert removed(more, items_in(more)[2]).rstrip() == before.rstrip()
    left = removed(before, items_in(before)[0])
    assert left == f"# The head.{end}" + before[before.index("# About two.") :]


@pytest.mark.parametrize(
    "text",
    ["- {id: one}\n", "a: b\n", "- id: one\n  id: two\n", "- name: x\n", "- id: a\n  x: |\n    b\n",
     "- id: 'one\n"],
)  # fmt: skip
def test_where_an_item_cannot_be_cut_out_for_sure_the_form_refuses(text: str) -> None:
    with pytest.raises(NotWritten):
        items_in(text)
