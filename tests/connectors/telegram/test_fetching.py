"""While a file is fetched: the net breaks, she goes on or erases, the service starts anew."""

import asyncio
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.log import set_up_logging
from app.settings import Settings
from counselling.conversations import Sender
from counselling.permissions import User
from tests.connectors.telegram.bot_api import TOKEN, BotApi
from tests.connectors.telegram.files import a_photo
from tests.connectors.telegram.refusals import Fault
from tests.connectors.telegram.room import LAN, Room, a_room, address_of, line
from tests.connectors.telegram.sending import (
    KEPT,
    PHOTO,
    PHOTO_NOT_KEPT,
    kept,
    lets_a_counsellor_in,
    sends,
    texts,
)
from tests.counselling.attachments.samples import jpeg


async def test_a_net_that_breaks_halfway_is_tried_again(room: Room, code: str, lan: User) -> None:
    room.api.shelf.cuts = 2
    room.api.faults["getFile"].extend([Fault(502), Fault(429, "Too Many", retry_after=1)])
    await sends(room, room.api.shelf.put(jpeg()))

    assert len(await kept(room, code, lan)) == 1
    assert room.last().text == KEPT


async def test_what_cannot_be_fetched_she_is_asked_to_send_again(
    room: Room, code: str, lan: User
) -> None:
    room.api.shelf.cuts = 100
    await sends(room, room.api.shelf.put(jpeg()))

    assert (await texts(room))[-1] == PHOTO_NOT_KEPT
    assert room.last().text == line("attachment_lost")
    assert await kept(room, code, lan) == []


async def test_danger_in_the_words_under_it_is_answered_while_the_picture_still_comes(
    room: Room, code: str, lan: User
) -> None:
    file = room.api.shelf.put(jpeg(), held=True)
    room.api.send_thing(LAN, **a_photo(file, caption="chồng đang đánh em, cứu em với"))
    await room.until(lambda: bool(room.api.shelf.asked))

    heard = next(m for m in reversed(await room.reads()) if m.sender is Sender.WOMAN)
    assert heard.danger == "red"
    file.gate.set()
    await room.settle()
    assert len(await kept(room, code, lan)) == 1


async def test_while_a_large_file_is_fetched_others_and_she_herself_go_on(
    room: Room, code: str, lan: User
) -> None:
    file = room.api.shelf.put(jpeg(), held=True)
    room.api.send_thing(LAN, **a_photo(file))
    await room.until(lambda: bool(room.api.shelf.asked))
    room.api.write(LAN, "em gửi giấy rồi")
    for number in range(3):
        room.api.write(900, f"tin {number}")
    await room.until(lambda: "answer to tin 2" in room.api.texts(900))

    assert (await texts(room))[-1] == "em gửi giấy rồi"
    assert not room.api.is_empty()  # not confirmed before it is stored
    file.gate.set()
    await room.settle()
    assert (await texts(room))[-1] == PHOTO
    assert await texts(room, 900) == ["tin 0", "tin 1", "tin 2"]
    assert room.api.texts(900).count("answer to tin 0") == 1


async def test_a_restart_while_it_is_fetched_brings_it_again(tmp_path: Path, api: BotApi) -> None:
    async with a_room(tmp_path, api) as room:
        await lets_a_counsellor_in(room)
        file = api.shelf.put(jpeg(), held=True)
        api.send_thing(LAN, **a_photo(file))
        await room.until(lambda: bool(api.shelf.asked))
    file.gate.set()
    async with a_room(tmp_path, api) as room:
        await room.settle()
        assert (await texts(room)).count(PHOTO) == 1


@pytest.mark.parametrize("words", ["", "giấy của em"])
async def test_what_she_erased_while_it_was_fetched_begins_nothing_anew_and_goes_as_well(
    room: Room, code: str, words: str
) -> None:
    file = room.api.shelf.put(jpeg(), held=True)
    update = room.api.send_thing(LAN, **a_photo(file, caption=words))
    await room.until(lambda: bool(room.api.shelf.asked))
    await room.office.reception.erase("telegram", address_of(LAN))
    file.gate.set()
    await room.settle()
    room.api.redeliver(update)
    await room.settle()

    number = update["message"]["message_id"]
    await room.until(lambda: (LAN, number) in room.api.deleted)
    assert await room.reads() == []


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """What the service writes about all that happens, as it is set up to."""
    root, written = logging.getLogger(), io.StringIO()
    before, level = root.handlers, root.level
    set_up_logging(Settings(log_format="json"))
    root.handlers[0].setStream(written)  # type: ignore[attr-defined]
    yield written
    root.handlers, root.level = before, level


async def test_the_files_address_with_the_token_in_it_reaches_no_log(
    logs: io.StringIO, room: Room, code: str
) -> None:
    room.api.shelf.cuts = 3
    await sends(room, room.api.shelf.put(jpeg()))
    await sends(room, room.api.shelf.put(bytes(10_000_001)))
    room.api.shelf.cuts = 100
    await sends(room, room.api.shelf.put(jpeg(width=2)))
    await asyncio.sleep(0)

    written = logs.getvalue()
    assert "file not fetched" in written
    assert TOKEN.partition(":")[2] not in written
    assert "/file/" not in written
