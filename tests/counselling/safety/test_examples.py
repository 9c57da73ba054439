"""The messages danger is learnt from and tested on."""

from pathlib import Path

import pytest

from app.commands.danger.learning import digest, learnt_from
from counselling.safety.classifier import MODEL
from counselling.safety.examples import COLUMNS, read_examples
from counselling.safety.phrases import PhraseProblems
from language.normalise import fold

ROOT = Path(__file__).parents[3]
LEARNT = read_examples(ROOT / "data/danger")
BLIND = read_examples(Path(__file__).parent / "blind")

HEAD = "\t".join(COLUMNS)
RED = "red\tviolence\tplain\tp1\tanh ấy đang đánh em"
TWIN = "none\tviolence\ttwin\tp1\tanh ấy đang đánh máy"


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
def test_each_language_has_every_level_category_and_style(language: str) -> None:
    own = [one for one in LEARNT if one.language == language]
    dangerous = {(one.level, one.category) for one in own if one.level != "none"}
    assert len(dangerous) == 8
    assert {one.style for one in own} >= {"oblique", "whisper", "story", "child", "third", "twin"}
    assert len({one.hand for one in own}) >= 3


def test_for_every_message_of_danger_there_is_a_harmless_one_with_its_words() -> None:
    assert len(LEARNT) > 3000
    paired = [one for one in LEARNT if one.pair != "-"]
    twins = {(one.hand, one.pair) for one in paired if one.style == "twin"}
    danger = {(one.hand, one.pair) for one in paired if one.level != "none"}
    assert danger == twins
    assert len(danger) > 5000


def test_plain_danger_without_a_twin_is_outweighed_by_traps() -> None:
    alone = [one for one in LEARNT if one.level != "none" and one.pair == "-"]
    assert len([one for one in LEARNT if one.style == "trap"]) > len(alone)


def test_nothing_is_tested_that_was_learnt() -> None:
    learnt = {fold(one.text).casefold() for one in LEARNT}
    assert [one.text for one in BLIND if fold(one.text).casefold() in learnt] == []


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([], "vi-x.tsv:1: the row of column names is missing"),
        ([HEAD, RED], "vi-x.tsv:2: 1 rows have p1"),
        ([HEAD, "redd\tviolence\tplain\t-\ta"], 'vi-x.tsv:2: "redd" is no level'),
        ([HEAD, "red\t-\tplain\t-\ta"], 'vi-x.tsv:2: "-" is no category here'),
        ([HEAD, "red\tviolence\ttwin\t-\ta"], 'vi-x.tsv:2: "twin" is no style of red'),
        ([HEAD, "red\tviolence\tplain\t-\t "], "vi-x.tsv:2: the message is empty"),
        ([HEAD, "red\tviolence"], "vi-x.tsv:2: the row has 2 columns"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_mend(
    tmp_path: Path, rows: list[str], problem: str
) -> None:
    (tmp_path / "vi-x.tsv").write_text("\n".join(rows) + "\n")
    with pytest.raises(PhraseProblems) as found:
        read_examples(tmp_path)
    [told] = found.value.problems
    assert str(told).startswith(problem)
    assert told.mend


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "vi-x.tsv").write_text(f"{HEAD}\n{RED}\nred\n")
    (tmp_path / "xx.tsv").write_text(f"{HEAD}\n")
    with pytest.raises(PhraseProblems) as found:
        read_examples(tmp_path)
    assert len(found.value.problems) == 3


def test_a_folder_in_order_is_read(tmp_path: Path) -> None:
    (tmp_path / "vi-x.tsv").write_text(f"{HEAD}\n{RED}\n{TWIN}\n")
    red, twin = read_examples(tmp_path)
    assert (red.level, red.category, red.hand, red.line) == ("red", "violence", "vi-x", 2)
    assert (twin.level, twin.text) == ("none", "anh ấy đang đánh máy")


def test_the_model_that_comes_with_the_program_was_learnt_from_these() -> None:
    assert learnt_from(MODEL) == digest(LEARNT), "data/danger was changed: run ./osso danger learn"
