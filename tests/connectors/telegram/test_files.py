"""Photos and documents: kept for a counsellor she has let in, with everything else going on."""

import asyncio
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.log import set_up_logging
from app.settings import Settings
from counselling.attachments.attachment import Attachment
from counselling.conversations import Sender
from counselling.permissions import Role, User
from tests.connectors.telegram.bot_api import TOKEN, BotApi, Fault
from tests.connectors.telegram.files import File, a_document, a_photo
from tests.connectors.telegram.room import LAN, Room, a_room, address_of, line
from tests.counselling.attachments.samples import PDF, jpeg, png
from tests.counselling.cast import BOOK

KEPT, NOT_KEPT = line("attachment_kept"), line("attachment_no_counsellor")
PHOTO, PHOTO_NOT_KEPT = line("attachment_photo"), line("attachment_photo_not_kept")


@pytest.fixture(autouse=True)
def short_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.telegram.files.WAITS", (0.01,) * 4)


async def texts(room: Room, chat: int = LAN) -> list[str]:
    return [m.text for m in await room.reads(chat) if m.sender is Sender.WOMAN]


@pytest.fixture
async def lan(room: Room) -> User:
    return await room.office.staff.add(
        "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
    )


@pytest.fixture
async def code(room: Room) -> str:
    return await lets_a_counsellor_in(room)


async def lets_a_counsellor_in(room: Room) -> str:
    """She says yes; the ticket's code."""
    await room.writes("chồng đang đánh em, cứu em với")
    await room.taps(BOOK.faq().consent.short_yes["vi"])
    code = (await room.state()).ticket
    assert code
    return code


async def kept(room: Room, code: str, by: User) -> list[Attachment]:
    return list((await room.office.attachment_viewer.all_of(code, by=by)).values())


async def sends(room: Room, file: File, **more: object) -> dict[str, object]:
    update = room.api.send_thing(LAN, **a_photo(file, **more))
    await room.settle()
    return update


async def test_a_photo_is_kept_in_its_largest_size_and_shown_to_the_counsellor(
    room: Room, code: str, lan: User
) -> None:
    await sends(room, room.api.shelf.put(jpeg()))

    assert (await texts(room))[-1] == PHOTO
    assert room.last().text == KEPT
    [photo] = await kept(room, code, lan)
    opened = await room.office.attachment_viewer.open(code, photo.seq, by=lan)
    assert opened
    assert opened.content.startswith(b"\xff\xd8")


async def test_a_document_keeps_its_name(room: Room, code: str, lan: User) -> None:
    room.api.send_thing(LAN, **a_document(room.api.shelf.put(PDF), "hộ chiếu.pdf"))
    await room.settle()

    [document] = await kept(room, code, lan)
    assert (document.name, document.kind) == ("hộ chiếu.pdf", "pdf")
    assert (await texts(room))[-1] == line("attachment_file")


async def test_a_picture_sent_as_a_file_is_called_a_picture(room: Room) -> None:
    file = room.api.shelf.put(png())
    room.api.send_thing(LAN, **a_document(file, "a.png", "image/png"))
    await room.settle()

    assert (await texts(room))[-1] == PHOTO_NOT_KEPT


async def test_before_she_lets_a_counsellor_in_nothing_is_fetched_and_a_person_is_offered(
    room: Room,
) -> None:
    await sends(room, room.api.shelf.put(jpeg()))

    assert await texts(room) == [PHOTO_NOT_KEPT]
    assert room.last().text == NOT_KEPT
    assert line("choice_person") in room.last().labels
    assert room.api.of("getFile") == []


async def test_also_as_the_first_thing_she_sends_she_learns_who_reads_first(room: Room) -> None:
    await sends(room, room.api.shelf.put(jpeg()))

    first, second = room.api.texts(LAN)
    assert first.startswith(line("welcome_telegram"))
    assert second == NOT_KEPT


async def test_what_is_too_large_is_not_fetched(room: Room, code: str) -> None:
    await sends(room, room.api.shelf.put(bytes(10_000_001)))

    assert room.last().text == line("attachment_too_large", megabytes="10")
    assert room.api.of("getFile") == []


async def test_a_size_that_telegram_did_not_tell_is_found_out(room: Room, code: str) -> None:
    for size in (10_000_001, 20_000_001):
        message = a_photo(room.api.shelf.put(bytes(size)))
        del message["photo"][-1]["file_size"]
        room.api.send_thing(LAN, **message)
    await room.settle()

    assert (await texts(room))[-2:] == [PHOTO_NOT_KEPT] * 2
    assert room.last().text == line("attachment_too_large", megabytes="10")


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


async def test_an_album_of_five_is_five_pictures_and_one_answer(
    room: Room, code: str, lan: User
) -> None:
    for number in range(5):
        file = room.api.shelf.put(jpeg(width=number + 1))
        room.api.send_thing(LAN, **a_photo(file, media_group_id="77"))
    await room.settle()

    assert len(await kept(room, code, lan)) == 5
    assert room.api.texts(LAN).count(KEPT) == 1


async def test_the_same_update_any_number_of_times_is_one_picture(
    room: Room, code: str, lan: User
) -> None:
    update = await sends(room, room.api.shelf.put(jpeg()))
    for _ in range(3):
        room.api.redeliver(update)
    await room.settle()

    assert len(await kept(room, code, lan)) == 1
    assert room.api.texts(LAN).count(KEPT) == 1


async def test_new_words_under_a_picture_do_not_bring_it_twice(
    room: Room, code: str, lan: User
) -> None:
    update = await sends(room, room.api.shelf.put(jpeg()), caption="giấy khai sin")
    message = update["message"]
    assert isinstance(message, dict)
    room.api.arrive(
        edited_message=message | {"caption": "giấy khai sinh", "edit_date": message["date"] + 5}
    )
    await room.settle()

    assert len(await kept(room, code, lan)) == 1
    assert (await texts(room))[-1] == "giấy khai sinh"


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
        room.api.write(900, f"câu {number}")
    await room.until(lambda: "answer to câu 2" in room.api.texts(900))

    assert (await texts(room))[-1] == "em gửi giấy rồi"
    assert not room.api.is_empty()  # not confirmed before it is stored
    file.gate.set()
    await room.settle()
    assert (await texts(room))[-1] == PHOTO
    assert await texts(room, 900) == ["câu 0", "câu 1", "câu 2"]
    assert room.api.texts(900).count("answer to câu 0") == 1


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


async def test_erasing_deletes_her_picture_in_telegram_too(room: Room, code: str) -> None:
    update = await sends(room, room.api.shelf.put(jpeg()))
    await room.writes("/erase")
    await room.taps(line("choice_erase_now"))
    await room.until(lambda: room.api.texts(LAN) == [])

    message = update["message"]
    assert isinstance(message, dict)
    assert (LAN, message["message_id"]) in room.api.deleted


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
    assert "telegram file not fetched" in written
    assert TOKEN.partition(":")[2] not in written
    assert "/file/" not in written
