"""What the trained matcher mistook, told where the phrasing stands."""

import io
import json
from pathlib import Path

import pytest

from counselling.faq import check
from counselling.faq.confusions import NotMeasured
from tests.counselling.faq.editors import TODAY, EditorsFolder

LOST = {
    "entry": "legal/id-card",
    "language": "en",
    "phrasing": "I lost my identity card",
    "taken_for": "legal/passport",
    "count": 5,
}


def _told(editors: EditorsFolder, *items: dict[str, object], of: str | None = None) -> str:
    file = editors.root.parent / "confusions.json"
    measured = {"fingerprint": of or editors.load().fingerprint, "confusions": items}
    file.write_text(json.dumps(measured), "utf-8")
    out = io.StringIO()
    assert check(editors.root, out, confusions=file, today=TODAY) == 0
    return out.getvalue()


def test_an_entry_often_taken_for_another_is_told_at_its_first_such_line(
    editors: EditorsFolder,
) -> None:
    assert (
        "faq/legal/id-card.md:52: warning: legal/id-card: 5 phrasings (lines 52) are taken for"
        ' legal/passport, such as "I lost my identity card". Name each other in related, and say'
        " in the phrasings what sets this one apart.\n"
    ) in _told(editors, LOST)


def test_single_phrasings_that_go_astray_are_left_aside(editors: EditorsFolder) -> None:
    assert "taken for" not in _told(editors, {**LOST, "count": 4})


def test_a_phrasing_that_was_reworded_since_is_passed_over(editors: EditorsFolder) -> None:
    gone = {**LOST, "phrasing": "a question nobody has"}
    other = {**LOST, "entry": "legal/gone"}
    assert "taken for" not in _told(editors, gone, other)


def test_figures_of_an_older_state_say_so(editors: EditorsFolder) -> None:
    assert "older state" in _told(editors, LOST, of="another")
    assert "older state" not in _told(editors, LOST)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"fingerprint": "x", "confusions": 3}'])
def test_a_file_that_is_none_says_so(editors: EditorsFolder, tmp_path: Path, content: str) -> None:
    (tmp_path / "confusions.json").write_text(content)
    with pytest.raises(NotMeasured, match=r"confusions\.json cannot be read"):
        check(editors.root, io.StringIO(), confusions=tmp_path / "confusions.json")


def test_without_a_file_it_says_that_nothing_was_measured(
    editors: EditorsFolder, tmp_path: Path
) -> None:
    with pytest.raises(NotMeasured, match="not been measured"):
        check(editors.root, io.StringIO(), confusions=tmp_path / "nothing.json")
