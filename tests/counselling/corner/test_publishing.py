"""Publishing: only a set in order, only over what was seen, and never without its history."""

from datetime import date

import pytest

from counselling.corner.documents import THEMES_FILE, Document, NoSuchDocument, document
from counselling.corner.editing import Written
from counselling.corner.manuscripts import as_text
from counselling.corner.publishing import BeingEdited, NotInOrder
from counselling.corner.writing import Change, ChangedMeanwhile, write
from counselling.faq import load
from tests.counselling.corner.the_corner import HOTLINES, ID_CARD, MAI, NGA, Desk

NEW = document("legal", "lost-id-abroad")


async def a_new_entry(desk: Desk, topic: str = "identity") -> Document:
    """A copy of another entry, each of its questions worded differently."""
    cells = desk.cells()
    for language in ("vi", "en", "ko"):
        asked = cells[f"{language}.questions"].split("\n")
        cells[f"{language}.questions"] = "\n".join(f"{one} zz" for one in asked)
    await desk.corner.editing.begin(NEW, topic, cells, MAI)
    return NEW


async def test_what_is_published_stands_in_the_file_and_the_draft_is_gone(desk: Desk) -> None:
    await desk.writes(vi_title="Làm thẻ căn cước")
    published = await desk.publishes()
    assert published.recorded
    assert desk.cells()["vi.title"] == "Làm thẻ căn cước"
    assert desk.corner.editing.manuscript(ID_CARD) is None
    assert load(desk.faq).entries["legal/id-card"].texts["vi"].title == "Làm thẻ căn cước"
    assert ("mai-id", "faq_publish") in await desk.audited("legal/id-card")
    assert not list(desk.faq.rglob(".*.new"))


async def test_a_set_that_would_not_be_in_order_is_refused_with_all_problems(desk: Desk) -> None:
    before = desk.read(ID_CARD)
    await desk.writes(vi_answer="Gọi 0123456789.", related="legal/no-such", as_of="gestern")
    with pytest.raises(NotInOrder) as told:
        await desk.publishes()
    fields = {key for key, found in told.value.checked.by_field.items() if found}
    assert {"vi.answer", "related", "as_of"} <= fields
    assert desk.read(ID_CARD) == before
    assert desk.corner.editing.manuscript(ID_CARD)


async def test_a_list_that_would_break_other_files_is_refused(desk: Desk) -> None:
    text = as_text(desk.read(HOTLINES)).replace("- id: legal-aid", "- id: other-aid", 1)
    await desk.saves(HOTLINES, Written(text=text))
    with pytest.raises(NotInOrder) as told:
        await desk.publishes(HOTLINES)
    assert any("legal-aid" in problem.what for problem in told.value.checked.caused)


@pytest.mark.parametrize("broken", ["- id: [", "- id: a\n\t- b", "\x00", "a: b"])
async def test_broken_yaml_is_told_and_nothing_written(desk: Desk, broken: str) -> None:
    before = desk.read(HOTLINES)
    await desk.saves(HOTLINES, Written(text=broken))
    with pytest.raises(NotInOrder):
        await desk.publishes(HOTLINES)
    assert desk.read(HOTLINES) == before


async def test_a_file_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    await desk.writes(vi_title="Của Mai")
    by_hand = desk.read(ID_CARD) + b"\n"
    (desk.faq / ID_CARD.file).write_bytes(by_hand)
    with pytest.raises(ChangedMeanwhile):
        await desk.publishes()
    assert desk.read(ID_CARD) == by_hand
    assert desk.corner.editing.manuscript(ID_CARD)


async def test_faults_of_other_files_do_not_keep_a_mend_from_being_published(desk: Desk) -> None:
    other = desk.faq / "legal/custody.md"
    other.write_bytes(other.read_bytes().replace(b"review: ", b"review: un", 1))
    await desk.writes(vi_title="Làm thẻ căn cước")
    published = await desk.publishes()
    assert [problem.entry for problem in published.checked.standing] == ["legal/custody"]


async def test_a_masked_name_is_not_published(desk: Desk) -> None:
    await desk.writes(vi_questions=desk.cells()["vi.questions"] + "\nchồng ▢ giữ căn cước của em")
    with pytest.raises(NotInOrder) as told:
        await desk.publishes()
    assert told.value.checked.by_field["vi.questions"]


async def test_a_new_entry_gets_its_file_and_its_place(desk: Desk) -> None:
    new = await a_new_entry(desk)
    themes = desk.read(THEMES_FILE)
    await desk.publishes(new)
    served = load(desk.faq)
    assert new.key in served.entries
    topic = next(one for one in served.themes[0].topics if one.id == "identity")
    assert topic.entries[-1] == new.key
    added = set(desk.read(THEMES_FILE).split(b"\n")) - set(themes.split(b"\n"))
    assert added == {b"        - lost-id-abroad"}


async def test_taking_an_entry_out_takes_its_place_out_and_can_be_taken_back(desk: Desk) -> None:
    new = await a_new_entry(desk)
    themes = desk.read(THEMES_FILE)
    await desk.publishes(new)
    content = desk.read(new)
    await desk.corner.publishing.take_out(new, MAI, "double")
    assert desk.read(THEMES_FILE) == themes
    assert new.key not in load(desk.faq).entries
    gone, made = await desk.corner.publishing.versions(new)
    assert (gone.gone, gone.why, made.gone) == (True, "double", False)
    await desk.corner.publishing.bring_back(new, made.id, NGA, "needed after all")
    assert desk.read(new) == content


async def test_an_entry_that_others_refer_to_is_not_taken_out(desk: Desk) -> None:
    with pytest.raises(NotInOrder) as told:
        await desk.corner.publishing.take_out(document("legal", "custody"), MAI, "old")
    assert told.value.checked.caused
    assert (desk.faq / "legal/custody.md").exists()


async def test_lists_cannot_be_taken_out(desk: Desk) -> None:
    with pytest.raises(NoSuchDocument):
        await desk.corner.publishing.take_out(HOTLINES, MAI, "why not")


async def test_looked_through_sets_the_dates_and_nothing_else(desk: Desk) -> None:
    before = desk.cells()
    due = date(2027, 6, 1)
    await desk.corner.publishing.still_right(ID_CARD, MAI, due, "read")
    today = desk.corner.library.today().isoformat()
    new = {"as_of": today, "review": "reviewed", "review_due": "2027-06-01"}
    assert desk.cells() == before | new
    assert ("mai-id", "faq_still_right") in await desk.audited("legal/id-card")


async def test_an_entry_somebody_is_writing_is_left_alone(desk: Desk) -> None:
    await desk.writes(vi_title="Của Mai")
    with pytest.raises(BeingEdited) as told:
        await desk.corner.publishing.still_right(ID_CARD, NGA, date(2027, 6, 1), "read")
    assert told.value.standing.name == "Mai"
    with pytest.raises(BeingEdited):
        await desk.corner.publishing.take_out(ID_CARD, NGA, "old")


async def test_a_version_on_the_screen_that_is_not_the_newest_is_not_published(
    desk: Desk,
) -> None:
    first = await desk.writes(vi_title="Một")
    await desk.writes(vi_title="Hai")
    with pytest.raises(BeingEdited):
        await desk.corner.publishing.publish(ID_CARD, MAI, "why", first.version)


def test_of_several_files_all_are_written_or_none(desk: Desk) -> None:
    before = desk.read(ID_CARD)
    (desk.faq / "blocked").write_text("no folder", "utf-8")
    changes = [Change(ID_CARD.file, before, b"new"), Change("blocked/new.md", None, b"x")]
    with pytest.raises(OSError, match="blocked"):
        write(desk.faq, changes)
    assert desk.read(ID_CARD) == before
