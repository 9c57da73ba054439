"""What the check tells an editor: place, fault and mend, for every way to get a file wrong."""

from datetime import date

import pytest

from counselling.faq import FaqProblems, Problem, Severity
from tests.counselling.faq.editors import ID_CARD, EditorsFolder, Spoiling, spoilings


@pytest.mark.parametrize("spoiling", list(spoilings()), ids=lambda spoiling: spoiling.name)
def test_the_check_tells_exactly_what_is_wrong_when(
    spoiling: Spoiling, editors: EditorsFolder
) -> None:
    spoiling.apply(editors)
    assert editors.told() == spoiling.told


def test_a_problem_keeps_its_parts_apart_for_programs_to_show(editors: EditorsFolder) -> None:
    editors.replace(ID_CARD, "- I lost my identity card\n", "")
    with pytest.raises(FaqProblems) as found:
        editors.load()
    assert found.value.problems == (
        Problem(
            file="faq/legal/id-card.md",
            line=48,
            entry="legal/id-card",
            where=("English", "Questions"),
            what="only 3 questions; at least 4 are needed",
            mend='Add 1 or more lines beginning with "- ".',
            severity=Severity.ERROR,
        ),
    )


def test_all_problems_of_all_files_are_told_at_once_in_reading_order(
    editors: EditorsFolder,
) -> None:
    editors.replace(ID_CARD, "review: draft", "review: darft")
    editors.replace(ID_CARD, "## Answer", "## Anser")
    editors.replace("legal/passport.md", "2027-05-20", "soon")
    editors.replace("hotlines.yml", "country: vn", "country: vietnam")
    editors.replace("lines.yml", "{code}", "{number}")
    editors.write("danger/replies.yml", "suicide: [")
    places = [told.split(" ")[0] for told in editors.told()]
    assert places == [
        "faq/danger/replies.yml:1:",
        "faq/danger/replies.yml:1:",
        "faq/hotlines.yml:9:",
        "faq/legal/id-card.md:3:",
        "faq/legal/id-card.md:55:",
        "faq/legal/passport.md:4:",
        "faq/lines.yml:7:",
        "faq/lines.yml:8:",
    ]


def test_the_rest_of_an_entry_is_checked_though_its_top_cannot_be_read(
    editors: EditorsFolder,
) -> None:
    editors.replace(ID_CARD, "review: draft", "review: draft: yes")
    editors.replace(ID_CARD, "- I lost my identity card\n", "")
    assert [told.split(" ")[0] for told in editors.told()] == [
        "faq/legal/id-card.md:3:",
        "faq/legal/id-card.md:48:",
    ]


def test_a_list_that_cannot_be_read_is_one_problem_and_not_one_for_each_reference(
    editors: EditorsFolder,
) -> None:
    editors.replace("hotlines.yml", "name: {vi: Trợ", "name: vi: Trợ")
    assert len(editors.told()) == 1


def test_warnings_do_not_keep_the_set_from_being_served(editors: EditorsFolder) -> None:
    faq = editors.load(today=date(2027, 5, 21))
    assert [str(warning) for warning in faq.warnings] == [
        "faq/legal/passport.md:4: warning: legal/passport → review_due: the review has been overdue"
        " since 2027-05-20. Check the answer against its sources, then set as_of and review_due"
        " anew."
    ]


def test_a_warning_is_told_beside_the_errors(editors: EditorsFolder) -> None:
    editors.replace(ID_CARD, "## Answer", "## Anser")
    assert len(editors.told(today=date(2027, 5, 21))) == 2


def test_an_answer_that_is_too_long_to_read_is_told(editors: EditorsFolder) -> None:
    editors.replace(ID_CARD, "Register where you live first.", "Register first. " * 90)
    assert editors.told() == (
        "faq/legal/id-card.md:57: legal/id-card → English → Answer: the answer has 230 words; at"
        " most 220 are allowed. Shorten it, or make a second entry of a part.",
    )


def test_a_missing_language_is_told_at_the_end_of_the_file(editors: EditorsFolder) -> None:
    vietnamese_and_english = editors.text(ID_CARD).split("# 한국어")[0]
    editors.write(ID_CARD, vietnamese_and_english)
    assert editors.told() == (
        'faq/legal/id-card.md:67: legal/id-card: the language "# 한국어" is missing. Add'
        ' "# 한국어" with its four parts at the end of the file.',
    )


def test_a_long_list_of_known_ids_is_not_poured_over_the_editor(editors: EditorsFolder) -> None:
    passport = editors.text("legal/passport.md")
    for number in range(25):
        editors.write(f"legal/copy-{number}.md", passport)
    editors.replace(ID_CARD, "[legal/passport]", "[zzz]")
    assert (
        'faq/legal/id-card.md:8: legal/id-card → related: there is no entry "zzz". Look its right'
        " name up, or take it out." in editors.told()
    )


def test_what_is_wrong_is_told_at_every_reading_until_it_is_mended(editors: EditorsFolder) -> None:
    editors.replace(ID_CARD, "review: draft", "review: darft")
    once = told_by(editors)
    assert once
    assert told_by(editors) == once
    editors.replace(ID_CARD, "review: darft", "review: draft")
    editors.load()


def told_by(editors: EditorsFolder) -> tuple[Problem, ...]:
    with pytest.raises(FaqProblems) as found:
        editors.load()
    return found.value.problems
