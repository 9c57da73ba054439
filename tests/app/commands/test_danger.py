"""./osso danger: what it prints, and what it says when it cannot."""

from pathlib import Path

import pytest

from app.cli import main
from app.commands.danger.alarms import alarms
from app.commands.danger.figures import FLOOR_COLUMNS, Row, below, judged, table
from app.commands.evaluate.questions import Kind, Question
from app.settings import ROOT
from counselling.safety.detect import NO_DANGER, Danger, DangerDetector
from counselling.safety.examples import COLUMNS, Example
from counselling.safety.phrases import load

RED = Danger("red", "violence", ("đánh",))
AMBER = Danger("amber", "violence", ())
HEAD = "\t".join(COLUMNS)


def row(level: str, style: str, seen: Danger) -> Row:
    return Row(Example("vi", level, "violence", style, "-", "lời của chị", "vi-x", 2), seen)


ROWS = [
    row("red", "plain", RED),
    row("red", "oblique", AMBER),
    row("red", "story", NO_DANGER),
    row("red", "whisper", RED),
    row("amber", "plain", AMBER),
    row("none", "trap", RED),
    row("none", "trap", NO_DANGER),
    row("none", "ordinary", AMBER),
]


def test_each_figure_counts_what_its_name_says() -> None:
    assert judged(ROWS) == {
        "vi": {
            "red_seen": 75.0,
            "red_as_red": 50.0,
            "amber_seen": 100.0,
            "traps_not_red": 50.0,
            "traps_quiet": 50.0,
            "ordinary_not_red": 100.0,
            "ordinary_quiet": 0.0,
        }
    }


def test_what_is_below_its_floor_is_told_and_a_figure_that_is_missing_too() -> None:
    figures = judged(ROWS)
    assert below(figures, {"vi": {"red_seen": 75.0}}) == []
    assert below(figures, {"vi": {"red_seen": 76}}) == [
        "vi red_seen is 75.0; it must be at least 76"
    ]
    nothing_asked = {"vi": {"red_seen": 99.0}}
    assert below(nothing_asked, {"vi": {"amber_seen": 1}}) == [
        "vi amber_seen is missing; it must be at least 1"
    ]


def test_the_table_names_every_figure() -> None:
    told = table(judged(ROWS))
    assert all(column in told for column in FLOOR_COLUMNS)
    assert "75.0" in told


def test_a_miss_is_told_with_what_it_was_and_what_was_seen() -> None:
    assert not ROWS[0].wrong
    assert ROWS[2].told() == "vi\tred\tviolence\tstory\t→ none \tlời của chị"


def test_other_messages_can_be_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vi-x.tsv").write_text(f"{HEAD}\nred\tviolence\tplain\t-\tchồng đang đánh em\n")
    assert main(["danger", "evaluate", "--misses", "--on", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "100.0" in told
    assert "vi amber_seen is missing" in told


def test_alarms_are_counted_by_what_is_asked() -> None:
    detector = DangerDetector(load(ROOT / "faq/danger/phrases.tsv"))
    asked = [
        Question("chồng đang đánh em, ly hôn ở đâu", Kind.COVERED, ("a/b",), "vi", "story"),
        Question("ly hôn ở đâu", Kind.COVERED, ("a/b",), "vi", "plain"),
        Question("hôm nay có mưa không", Kind.UNCOVERED, (), "vi", "uncovered"),
    ]
    assert [line.split() for line in alarms(detector, asked)] == [
        ["stories", "1", "messages:", "100.0", "red,", "0.0", "amber"],
        ["covered", "1", "messages:", "0.0", "red,", "0.0", "amber"],
        ["uncovered", "1", "messages:", "0.0", "red,", "0.0", "amber"],
    ]


def test_messages_out_of_order_are_told_and_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "vi-x.tsv").write_text(f"{HEAD}\nredd\tviolence\tplain\t-\ta\n")
    assert main(["danger", "evaluate", "--on", str(tmp_path)]) == 1
    assert 'vi-x.tsv:2: "redd" is no level' in capsys.readouterr().err


def test_without_rasas_environment_nothing_is_learnt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OSSO_RASA_PYTHON", str(tmp_path / "python"))
    assert main(["danger", "learn"]) == 1
    assert "./osso setup makes it" in capsys.readouterr().err
