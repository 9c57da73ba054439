"""Keeping the lists by their forms: checked, published, audited, and taken back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from counselling.corner.documents import document
from counselling.corner.editing import Written
from counselling.corner.publishing import BeingEdited, NotInOrder
from counselling.corner.registers.keeping import ItemChanged, NoSuchItem, Opened, Registers
from tests.counselling.corner.the_corner import HOTLINES, MAI, NGA, Desk, a_corner

WHY = "số mới"
OFFICES = document("files", "offices")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_corner(tmp_path) as opened:
        yield opened


@pytest.fixture
def lists(desk: Desk) -> Registers:
    return desk.corner.registers


def given(opened: Opened, **cells: str) -> Opened:
    return replace(opened, cells=dict(opened.cells) | cells)


async def test_a_change_is_published_audited_and_taken_back(desk: Desk, lists: Registers) -> None:
    before = desk.read(OFFICES)
    opened = given(
        await lists.item(OFFICES, "ha-noi"), phone="024 3728 0936", open="T2-T6 08:00-17:00"
    )
    assert await lists.change(OFFICES, opened, MAI, WHY)
    after = desk.read(OFFICES).decode()
    assert 'phone: "024 3728 0936"   # fill in\n' in after
    assert 'open: ["T2-T6 08:00-17:00"]' in after
    assert ("mai-id", "faq_item_change") in await desk.audited("files/offices")
    versions = await desk.corner.publishing.versions(OFFICES)
    assert (versions[0].who, versions[0].why) == ("Mai", WHY)
    await desk.corner.publishing.bring_back(OFFICES, versions[1].id, NGA, "nhầm")
    assert desk.read(OFFICES) == before


async def test_what_would_not_be_in_order_is_refused_with_its_field(
    desk: Desk, lists: Registers
) -> None:
    before = desk.read(OFFICES)
    opened = given(await lists.item(OFFICES, "ha-noi"), open="mỗi ngày", as_of="hôm nay")
    with pytest.raises(NotInOrder) as found:
        await lists.change(OFFICES, opened, MAI, WHY)
    assert {one.where[0] for one in found.value.checked.blocking} == {"open", "as_of"}
    assert desk.read(OFFICES) == before


async def test_a_hotline_that_answers_name_cannot_be_removed(lists: Registers) -> None:
    with pytest.raises(NotInOrder) as found:
        await lists.remove(HOTLINES, "legal-aid", MAI, WHY)
    assert found.value.checked.caused
    with pytest.raises(NoSuchItem):
        await lists.remove(HOTLINES, "nowhere", MAI, WHY)


async def test_nobody_writes_over_what_a_colleague_saved_meanwhile(
    desk: Desk, lists: Registers
) -> None:
    mine, theirs = await lists.item(OFFICES, "ha-noi"), await lists.item(OFFICES, "ha-noi")
    other = await lists.item(OFFICES, "can-tho")
    await lists.change(OFFICES, given(theirs, hours="8-17"), NGA, WHY)
    with pytest.raises(ItemChanged) as found:
        await lists.change(OFFICES, given(mine, hours="9-16"), MAI, WHY)
    assert found.value.now.cells["hours"] == "8-17"
    assert await lists.change(OFFICES, given(other, hours="9-16"), MAI, WHY)  # another item
    assert await lists.change(OFFICES, given(mine, hours="8-17"), MAI, WHY) is None


async def test_a_draft_of_the_file_as_text_is_not_passed_by(desk: Desk, lists: Registers) -> None:
    text = desk.read(OFFICES).decode() + "# more\n"
    await desk.saves(OFFICES, Written(text=text), NGA)
    with pytest.raises(BeingEdited):
        await lists.change(OFFICES, given(await lists.item(OFFICES, "ha-noi"), phone="1"), MAI, WHY)


async def test_a_new_one_gets_an_id_of_its_own(desk: Desk, lists: Registers) -> None:
    cells = dict((await lists.item(HOTLINES, "legal-aid")).cells) | {"number": "1800 0000"}
    name, _ = await lists.add(HOTLINES, cells, MAI, WHY)
    assert name == "legal-aid-2"
    assert (await lists.item(HOTLINES, name)).cells == cells
    assert ("mai-id", "faq_item_add") in await desk.audited("files/hotlines")
    await lists.remove(HOTLINES, name, MAI, WHY)
    with pytest.raises(NoSuchItem):
        await lists.item(HOTLINES, name)
