"""The page's sentences: whole in each language, short, and used."""

import re

import pytest

from connectors.webchat.page import FOLDER
from connectors.webchat.words import WORDS, error_text
from counselling.conversations import LANGUAGES, Language
from tests.counselling.cast import BOOK

USED = "".join(file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.*"))


def test_every_language_has_every_sentence_with_the_same_blanks() -> None:
    for language in LANGUAGES:
        assert WORDS[language].keys() == WORDS["vi"].keys()
        for key, text in WORDS[language].items():
            assert text.strip()
            assert set(re.findall(r"\{\w+\}", text)) == set(
                re.findall(r"\{\w+\}", WORDS["vi"][key])
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_longer_than_fifteen_words(language: Language) -> None:
    sentences = [
        (key, sentence)
        for key, text in WORDS[language].items()
        if key != "exit_to"
        for sentence in re.split(r"(?<=[.?!])\s+", text)
    ]
    assert [(k, s) for k, s in sentences if len(s.split()) > 15] == []


def test_every_sentence_is_used() -> None:
    made = {"status_", "from_", "typing_", "error", "sending", "sent", "waiting", "failed"}
    unused = [
        key
        for key in WORDS["vi"]
        if key not in USED and not any(key.startswith(start) for start in made)
    ]
    assert unused == []


def test_the_button_to_the_themes_is_called_as_the_assistant_calls_it() -> None:
    for language in LANGUAGES:
        assert WORDS[language]["themes"] == BOOK.faq().lines.say("choice_themes", language)


def test_an_error_she_cannot_cause_still_has_words() -> None:
    for language in LANGUAGES:
        assert error_text("not_json", language) == WORDS[language]["error"]
        assert error_text("too_long", language) != WORDS[language]["error"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_strangers_may_see_names_neither_her_nor_any_trouble(language: Language) -> None:
    seen = ("title", "still_ask", "still_soon", "still_here", "closed", "closed_open", "leaving",
            "widget_close", "trace_title", "trace")  # fmt: skip
    trouble = re.compile("bạo lực|violen|폭력|an toàn|safe|안전|ly hôn|divorce|이혼|giúp|help|도움")
    assert [key for key in seen if trouble.search(WORDS[language][key].lower())] == []
    assert len(re.findall(r"[.?!](?:\s|$)", WORDS[language]["trace"])) <= 4
