"""Phrasings that are nearly the same, as the check tells them."""

import io

from counselling.faq import check
from tests.counselling.faq.editors import ID_CARD, TODAY, EditorsFolder


def _told(editors: EditorsFolder, sign: str) -> list[str]:
    out = io.StringIO()
    check(editors.root, out, today=TODAY)
    return [line for line in out.getvalue().splitlines() if sign in line]


def test_a_phrasing_that_is_nearly_that_of_another_entry_is_told_with_both_places(
    editors: EditorsFolder,
) -> None:
    editors.replace("legal/passport.md", "- I lost my passport", "- my identity card, I lost it")
    assert _told(editors, "nearly") == [
        "faq/legal/passport.md:44: warning: legal/passport → English → Questions:"
        ' "my identity card, I lost it" is nearly "I lost my identity card" at'
        " faq/legal/id-card.md:52 (legal/id-card). Say in one of them what sets it apart, or leave"
        " it to the entry that answers it."
    ]


def test_marks_and_short_forms_do_not_set_phrasings_of_two_entries_apart(
    editors: EditorsFolder,
) -> None:
    editors.replace("legal/passport.md", "- mất hộ chiếu", "- mat can cuoc thi lm sao")
    assert len(_told(editors, "nearly")) == 1


def test_questions_about_different_things_are_not_told(editors: EditorsFolder) -> None:
    assert _told(editors, "nearly") == []


def test_a_phrasing_that_only_leaves_the_marks_out_adds_nothing(editors: EditorsFolder) -> None:
    assert _told(editors, "the same words") == [
        "faq/legal/id-card.md:28: hint: legal/id-card → Tiếng Việt → Câu hỏi:"
        ' "lam can cuoc o dau" has the same words as line 21. Take one out: marks, short forms and'
        " other orders are known already."
    ]


def test_what_is_an_error_already_is_not_told_twice(editors: EditorsFolder) -> None:
    editors.replace("legal/passport.md", "- I lost my passport", "- i lost my identity card?")
    assert len(_told(editors, "legal/passport.md:44")) == 1


def test_short_words_are_not_taken_for_each_other(editors: EditorsFolder) -> None:
    editors.replace(ID_CARD, "- My identity card has expired", "- ID card old")
    editors.replace("legal/passport.md", "- I lost my passport", "- ID photo old")
    assert _told(editors, "nearly") == []
