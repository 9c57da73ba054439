"""The development set keeps its own rules (README.md here)."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from app.commands.evaluate import DEVELOPMENT_SET
from app.commands.evaluate.questions import Kind, Question, read_questions
from app.settings import ROOT
from counselling.faq import FaqSet
from language.normalise import fold
from tests.the_set import the_set

STORY_WORDS = range(30, 81)
FEWEST = {"vi": 4, "en": 1, "ko": 1}
FEWEST_UNCOVERED = 150
_EXAMPLE = re.compile(r"^    - (.+)$", re.MULTILINE)
_WORDS = re.compile(r"\w+")


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return read_questions(DEVELOPMENT_SET)


@pytest.fixture(scope="module")
def faq() -> FaqSet:
    return the_set()


def examples(faq: FaqSet) -> Iterator[str]:
    """Everything the assistant learns to recognise."""
    for entry in faq.entries.values():
        for text in entry.texts.values():
            yield text.title
            yield from text.phrasings
    for file in sorted((ROOT / "data/nlu").glob("*.yml")):
        yield from _EXAMPLE.findall(file.read_text(encoding="utf-8"))


def alike(text: str) -> str:
    """The same for texts that differ in marks, signs, case or spaces only."""
    return " ".join(_WORDS.findall(fold(text)))


def test_no_message_is_one_the_assistant_learns_from(
    questions: list[Question], faq: FaqSet
) -> None:
    learnt = {alike(text) for text in examples(faq)}
    assert {"xin chao", alike("quyền nuôi con")} <= learnt
    assert [one.text for one in questions if alike(one.text) in learnt] == []


def test_no_message_stands_there_twice(questions: list[Question]) -> None:
    counts = Counter(one.text for one in questions)
    assert [text for text, count in counts.items() if count > 1] == []


def test_accepted_entries_exist(questions: list[Question], faq: FaqSet) -> None:
    accepted = {entry for one in questions for entry in one.accepted}
    assert accepted - set(faq.entries) == set()


@pytest.mark.parametrize(("language", "fewest"), FEWEST.items())
def test_every_entry_is_asked_for_often_enough(
    questions: list[Question], faq: FaqSet, language: str, fewest: int
) -> None:
    counts = Counter(
        one.accepted[0] for one in questions if one.accepted and one.language == language
    )
    assert [entry for entry in faq.entries if counts[entry] < fewest] == []


def test_every_entry_is_asked_for_in_every_way_of_writing_vietnamese(
    questions: list[Question], faq: FaqSet
) -> None:
    styles = {(one.accepted[0], one.style) for one in questions if one.accepted}
    for style in ("plain", "bare", "teencode", "story"):
        assert [entry for entry in faq.entries if (entry, style) not in styles] == []


def test_enough_messages_are_covered_by_no_entry(questions: list[Question]) -> None:
    uncovered = [one for one in questions if one.kind is Kind.UNCOVERED]
    assert len(uncovered) >= FEWEST_UNCOVERED


def test_stories_have_30_to_80_words(questions: list[Question]) -> None:
    stories = [one.text for one in questions if one.style == "story"]
    assert [text for text in stories if len(text.split()) not in STORY_WORDS] == []


def test_bare_messages_are_without_diacritics(questions: list[Question]) -> None:
    bare = [one.text for one in questions if one.style == "bare"]
    assert [text for text in bare if fold(text) != text.lower()] == []
