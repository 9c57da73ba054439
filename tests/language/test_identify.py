"""Telling the language of a message."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.identify import LANGUAGES, Language, identify

ROWS = Path(__file__).with_name("messages.tsv").read_text(encoding="utf-8").splitlines()
MESSAGES = [tuple(row.split("\t")) for row in ROWS if not row.startswith("#")]


def misread(language: str) -> list[str]:
    """Messages of one language taken for another, where the start speaks for another one."""
    elsewhere: Language = "en" if language == "ko" else "ko"
    return [
        text
        for label, text in MESSAGES
        if label == language and identify(text, default=elsewhere).language != language
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_97_of_100_short_messages_are_told_right_in_each_language(language: str) -> None:
    messages = [text for label, text in MESSAGES if label == language]
    wrong = misread(language)
    assert len(messages) >= 40
    assert len(wrong) <= 0.03 * len(messages), wrong


@pytest.mark.parametrize("text", ["ok", "yes", "123", "?", "", "👍", "0912 345 678", "..."])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_says_nothing_keeps_the_conversations_language(
    text: str, language: Language
) -> None:
    assert identify(text, history=["vi", "en", "ko", language]).language == language
    assert identify(text, default=language).language == language
    assert identify(text, default=language).confidence == 0.0


def test_the_latest_language_of_the_conversation_decides_a_close_call() -> None:
    assert identify("no visa", history=["vi", "en"]).language == "en"
    assert identify("no visa", history=["en", "vi"]).language == "vi"


def test_a_plain_text_is_told_against_the_conversations_language() -> None:
    assert identify("Tôi muốn hỏi về quốc tịch của con", history=["ko"] * 5).language == "vi"
    assert identify("how do I register my child's birth", history=["vi"] * 5).language == "en"
    assert identify("아이 출생신고는 어떻게 해요?", history=["vi"] * 5).language == "ko"


def test_korean_words_in_a_vietnamese_sentence_do_not_make_it_korean() -> None:
    assert identify("em ở 부산 muốn ly hôn").language == "vi"
    assert identify("제 이름은 Nguyễn Thị Lan 입니다").language == "ko"


def test_the_same_text_always_gets_the_same_answer() -> None:
    assert len({identify("me don than o que") for _ in range(20)}) == 1


def test_it_works_where_langdetect_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langdetect.detector_factory", None)
    assert identify("lam giay khai sinh cho con").language == "vi"
    assert identify("where is the office").language == "en"


@given(st.text(st.characters()))
def test_any_text_gets_an_answer(text: str) -> None:
    guess = identify(text)
    assert guess.language in LANGUAGES
    assert 0.0 <= guess.confidence <= 1.0
