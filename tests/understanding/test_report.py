"""What a person at the terminal reads."""

from pathlib import Path

import pytest

from app.cli import main
from app.commands.evaluate.confusions import confusions
from app.commands.evaluate.figures import figures
from app.commands.evaluate.report import report, report_confusions
from tests.understanding.some_asked import CUSTODY, LOAN, SLEEP, one

MESSAGES = [
    one(CUSTODY, "answer", CUSTODY),
    one(CUSTODY, "answer", SLEEP, style="bare"),
    one(CUSTODY, "clarify", LOAN, language="ko", style="korean"),
    one("", "fallback", style="uncovered"),
    one("person", "handoff", style="person"),
]


def rows(title: str) -> dict[str, list[str]]:
    """One table: the first word of each line with the others."""
    text = "\n".join(report(MESSAGES, figures(MESSAGES)))
    table = next(part for part in text.split("\n\n") if part.startswith(title))
    return {line.split()[0]: line.split()[1:] for line in table.splitlines()[1:]}


def test_covered_messages_are_told_together_by_language_and_by_style() -> None:
    told = rows("covered")
    assert list(told) == ["together", "vi", "ko", "plain", "bare"]
    assert told["together"][:3] == ["3", "33.3", "33.3"]
    assert told["plain"][:3] == ["1", "100.0", "100.0"]


def test_uncovered_messages_have_no_first_choice() -> None:
    assert rows("uncovered")["together"] == ["1", "0.0", "0.0", "100.0", "0.0", "0.0"]


def test_a_kind_without_messages_is_told_as_not_measured() -> None:
    assert rows("smalltalk")["together"] == ["0", "nan"]


def test_as_many_confusions_are_shown_as_asked_for_and_the_rest_is_counted() -> None:
    said = list(report_confusions(confusions(MESSAGES), 1))
    assert said[0].startswith("2 confusions")
    assert len(said) == 3
    assert "1 more; --confusions 2 shows" in said[2]


def test_a_development_set_out_of_order_is_told_and_nothing_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "some.tsv").write_text("text\n")
    monkeypatch.setattr("app.commands.evaluate.DEVELOPMENT_SET", tmp_path)
    monkeypatch.setenv("OSSO_DATA_DIR", str(tmp_path))
    assert main(["evaluate"]) == 1
    assert "some.tsv:1" in capsys.readouterr().err
