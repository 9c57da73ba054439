"""A picture or file is readable in no file of the office, and gone with its conversation."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.office import Office
from counselling.clock import utc_now
from counselling.permissions import User
from counselling.retention import Periods, Retention
from counselling.store.parts import PART_BYTES, open_parts, seal_in_parts
from counselling.store.vault import Unreadable
from tests import looking
from tests.counselling.attachments.samples import png
from tests.counselling.attachments.sender import sends
from tests.counselling.cast import FakeAssistant, Woman, an_office

MARKER = "chuồn-chuồn-ớt-7731".encode()
LARGE = MARKER + bytes(range(256)) * (2 * PART_BYTES // 256) + MARKER  # three parts
EMPTY = (0, 0)


def rows(folder: Path) -> tuple[int, int]:
    count = "SELECT (SELECT count(*) FROM attachment), (SELECT count(*) FROM attachment_part)"
    [(files, parts)] = looking.rows(folder, count)
    return files, parts


async def test_neither_its_bytes_nor_its_name_are_in_the_files(
    tmp_path: Path, office: Office, woman: Woman, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    receipt = await sends(woman, LARGE, name=f"{MARKER.decode()}.bin")
    opened = await office.attachment_viewer.open(code, receipt.seq, by=lan)
    assert opened
    assert (opened.content, opened.attachment.name) == (LARGE, f"{MARKER.decode()}.bin")
    assert rows(tmp_path) == (1, 3)
    assert MARKER not in looking.kept(tmp_path)
    await office.close()
    assert MARKER not in looking.kept(tmp_path)


async def test_erasing_takes_every_part_of_it(tmp_path: Path, office: Office, woman: Woman) -> None:
    await woman.asks_for_a_person()
    other = Woman(office, address="other")
    await other.asks_for_a_person()
    await sends(woman, LARGE)
    await sends(other, png())
    sealed = [part for (part,) in looking.rows(tmp_path, "SELECT sealed FROM attachment_part")]
    await office.reception.erase(woman.channel, woman.address)
    await office.eraser.settle()
    assert rows(tmp_path) == (1, 1)
    left = looking.kept(tmp_path)
    assert [part[:64] in left for part in sealed] == [False, False, False, True]


@pytest.mark.parametrize("how", ["withdraws", "office erases", "time is over", "replayed"])
async def test_however_it_ends_nothing_is_left(
    tmp_path: Path, office: Office, woman: Woman, how: str
) -> None:
    code = await woman.asks_for_a_person()
    await sends(woman, LARGE)
    if how == "withdraws":
        await woman.taps("withdraw")
    elif how == "office erases":
        await office.eraser.erase_case(code, by="office")
    elif how == "replayed":
        [(conversation,)] = looking.rows(tmp_path, "SELECT conversation_id FROM attachment")
        await office.store.keys.destroy(conversation, at=utc_now())
        await office.eraser.replay()
    else:
        looking.change(tmp_path, "UPDATE ticket SET ended_at = opened_at, state = 'closed'")
        periods = Periods(chats=1, cases=1, records=1, backups=1)
        later = utc_now() + timedelta(days=3)
        await Retention(office.store, office.eraser, periods, now=lambda: later).run()
    assert rows(tmp_path) == EMPTY


async def test_without_its_key_it_is_as_if_it_were_not_there(
    tmp_path: Path, office: Office, woman: Woman, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    receipt = await sends(woman)
    await office.close()
    looking.lose_keys(tmp_path)
    async with an_office(tmp_path, FakeAssistant()) as restored:
        assert await restored.attachment_viewer.all_of(code, by=lan) == {}
        assert await restored.attachment_viewer.open(code, receipt.seq, by=lan) is None


async def test_what_came_with_the_newer_conversation_opens_in_the_joined_one(
    tmp_path: Path, office: Office, woman: Woman, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    old = await sends(woman, b"old")
    way_back = await woman.takes_a_code()
    young = Woman(office, address="library")
    await young.asks_for_a_person()
    await sends(young, LARGE, name="new.bin")
    count = len(await woman.reads())
    await young.comes_back(way_back, to="library-2")
    kept = list((await office.attachment_viewer.all_of(code, by=lan)).values())
    assert [attachment.name for attachment in kept] == ["", "new.bin"]
    assert kept[0].seq == old.seq
    assert kept[1].seq > count
    assert (await young.texts())[kept[1].seq - 1] == "[tệp]"
    opened = await office.attachment_viewer.open(code, kept[1].seq, by=lan)
    assert opened
    assert opened.content == LARGE
    await office.reception.erase(young.channel, young.address)
    assert rows(tmp_path) == EMPTY


def test_parts_cannot_be_left_out_swapped_or_moved_to_another() -> None:
    one, two = seal_in_parts(LARGE), seal_in_parts(LARGE)
    first, second, third = one.parts
    assert open_parts(one.id, one.key, one.parts) == LARGE
    for wrong in ([first, second], [second, first, third], [first, second, two.parts[2]]):
        with pytest.raises(Unreadable):
            open_parts(one.id, one.key, wrong)
    with pytest.raises(Unreadable):
        open_parts(two.id, one.key, one.parts)
