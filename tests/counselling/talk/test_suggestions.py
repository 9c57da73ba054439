"""Replies and answers, found by words in her language."""

import pytest

from counselling.conversations import LANGUAGES, Language
from counselling.talk.suggestions import MOST, Suggestion, Suggestions
from tests.counselling.cast import BOOK

SUGGESTIONS = Suggestions(BOOK.faq)


def find(words: str, language: Language = "vi", office: str | None = None) -> list[Suggestion]:
    return SUGGESTIONS.search(words, language, code="K7M-4RX", office=office)


@pytest.mark.parametrize("words", ["tạm biệt", "tam biet", "TAM  BIỆT", "biet tam"])
def test_words_are_found_with_and_without_marks_in_any_order(words: str) -> None:
    assert find(words)[0].reference == "reply:goodbye"


def test_without_words_all_replies_of_the_office_are_there_and_no_answer() -> None:
    assert {one.kind for one in find("")} == {"reply"}
    assert len(find("")) == len(BOOK.faq().canned)


def test_answers_are_found_by_title_and_by_how_women_ask() -> None:
    found = [one.reference for one in find("can cuoc")]
    assert "faq:legal/id-card" in found
    assert len(found) <= MOST


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_is_in_her_language_also_when_searched_in_vietnamese(language: Language) -> None:
    found = find("tam biet", language)[0]
    assert found.text.startswith(
        {"vi": "Cảm ơn chị", "en": "Thank you", "ko": "저와 이야기해"}[language]
    )
    assert found.title == BOOK.faq().canned[-1].title[language]


def test_a_vietnamese_and_a_korean_answer_say_the_next_step_too() -> None:
    for language, words in (("vi", "căn cước"), ("ko", "신분증")):
        faq = next(one for one in find(words, language) if one.kind == "faq")  # type: ignore[arg-type]
        assert faq.text.count("\n\n") >= 1


def test_code_and_office_are_filled_in_and_nothing_is_left_in_braces() -> None:
    assert "K7M-4RX" in find("ma cua chi", "vi")[0].text
    assert "Can Tho" in next(o for o in find("greeting", "en", "can-tho") if o.kind == "reply").text
    for language in LANGUAGES:
        for office in (None, "can-tho"):
            assert not any("{" in one.text for one in find("", language, office))


def test_what_nobody_wrote_is_not_found() -> None:
    assert find("xyzzy") == []
    for nothing in ("reply:gone", "faq:legal/gone", "other:hello", "", "reply:"):
        assert SUGGESTIONS.one(nothing, "vi", code="K7M-4RX", office=None) is None


def test_an_answer_that_the_office_has_not_checked_says_so() -> None:
    entries = BOOK.faq().entries
    for one in find("can cuoc"):
        if one.kind == "faq":
            drafted = entries[one.reference.removeprefix("faq:")].review == "draft"
            assert one.unchecked == drafted
