"""Manuscripts: kept outside faq/, never written over unseen."""

import pytest

from counselling.corner.editing import NameTaken, SavedMeanwhile, TooLong, Written
from tests.counselling.corner.the_corner import HOTLINES, ID_CARD, MAI, NGA, Desk


async def test_a_draft_is_kept_outside_the_files_and_names_its_editor(desk: Desk) -> None:
    before = desk.read(ID_CARD)
    await desk.writes(vi_title="Tiêu đề mới")
    assert desk.read(ID_CARD) == before
    kept = desk.corner.editing.manuscript(ID_CARD)
    assert kept
    assert (kept.name, kept.base, (kept.cells or {})["vi.title"]) == ("Mai", before, "Tiêu đề mới")
    assert "Tiêu đề mới".encode() in kept.content()
    assert await desk.audited("legal/id-card") == [("mai-id", "faq_save")]


async def test_saving_without_a_change_begins_nothing(desk: Desk) -> None:
    await desk.saves(ID_CARD, Written(desk.cells()))
    assert desk.corner.editing.manuscript(ID_CARD) is None


async def test_the_second_of_two_editors_is_told_and_neither_text_is_lost(desk: Desk) -> None:
    await desk.writes(vi_title="Của Mai")
    with pytest.raises(SavedMeanwhile) as told:
        await desk.corner.editing.save(ID_CARD, Written({"vi.title": "Của Nga"}), NGA, "")
    assert told.value.standing
    assert told.value.standing.name == "Mai"
    kept = desk.corner.editing.manuscript(ID_CARD)
    assert kept
    assert (kept.cells or {})["vi.title"] == "Của Mai"


async def test_a_colleague_may_take_a_draft_over(desk: Desk) -> None:
    await desk.writes(vi_title="Của Mai")
    await desk.corner.editing.take_over(ID_CARD, NGA)
    kept = desk.corner.editing.manuscript(ID_CARD)
    assert kept
    assert (kept.by, (kept.cells or {})["vi.title"]) == (NGA.id, "Của Mai")
    assert ("nga-id", "faq_take_over") in await desk.audited("legal/id-card")


async def test_fields_nobody_touched_follow_a_file_that_changed_meanwhile(desk: Desk) -> None:
    await desk.writes(vi_title="Của Mai", en_title="Hers")
    theirs = desk.read(ID_CARD).replace(desk.cells()["ko.title"].encode(), "다른 제목".encode(), 1)
    theirs = theirs.replace(desk.cells()["en.title"].encode(), b"Theirs", 1)
    (desk.faq / ID_CARD.file).write_bytes(theirs)
    assert await desk.corner.editing.follow(ID_CARD, MAI) == ("en.title",)
    kept = desk.corner.editing.manuscript(ID_CARD)
    assert kept
    assert kept.base == theirs
    cells = kept.cells or {}
    assert (cells["vi.title"], cells["en.title"], cells["ko.title"]) == (
        "Của Mai", "Hers", "다른 제목"
    )  # fmt: skip


async def test_a_draft_outlives_that_its_file_is_taken_out_or_broken(desk: Desk) -> None:
    await desk.writes(vi_title="Của Mai")
    (desk.faq / ID_CARD.file).unlink()
    await desk.corner.editing.follow(ID_CARD, MAI)
    kept = desk.corner.editing.manuscript(ID_CARD)
    assert kept
    assert kept.base is None
    assert "Của Mai".encode() in kept.content()
    (desk.faq / ID_CARD.file).write_bytes(b"broken")
    await desk.corner.editing.follow(ID_CARD, MAI)
    kept = desk.corner.editing.manuscript(ID_CARD)
    assert kept
    assert (kept.base, kept.cells) == (b"broken", None)
    assert "Của Mai" in (kept.text or "")


async def test_a_list_is_edited_as_text_and_keeps_its_line_ends(desk: Desk) -> None:
    windows = desk.read(HOTLINES).replace(b"\n", b"\r\n")
    (desk.faq / HOTLINES.file).write_bytes(windows)
    text = desk.corner.editing.as_opened(HOTLINES, MAI).text
    assert text
    kept = await desk.saves(HOTLINES, Written(text=text.replace("\n", "\r\n")))
    assert kept.content() == windows
    assert not kept.version
    kept = await desk.saves(HOTLINES, Written(text="# Trên cùng\n" + text))
    assert kept.content() == b"# Tr\xc3\xaan c\xc3\xb9ng\r\n" + windows


async def test_a_new_entry_takes_no_name_that_there_is(desk: Desk) -> None:
    with pytest.raises(NameTaken):
        await desk.corner.editing.begin(ID_CARD, "", {}, MAI)


async def test_a_text_without_end_is_refused(desk: Desk) -> None:
    with pytest.raises(TooLong):
        await desk.writes(vi_answer="a" * 60_001)


async def test_a_broken_draft_file_is_as_if_there_were_none(desk: Desk) -> None:
    await desk.writes(vi_title="Của Mai")
    (file,) = (desk.faq.parent / "data").rglob("id-card.json")
    assert oct(file.stat().st_mode)[-3:] == "600"
    file.write_text("{", "utf-8")
    assert desk.corner.editing.manuscript(ID_CARD) is None
    assert desk.corner.editing.manuscripts() == {}
