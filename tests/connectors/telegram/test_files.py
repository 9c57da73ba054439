"""Photos and documents: kept for a counsellor she has let in, once each, within limits."""

from counselling.permissions import User
from tests.connectors.telegram.files import a_document, a_photo
from tests.connectors.telegram.room import LAN, Room, line
from tests.connectors.telegram.sending import (
    KEPT,
    NOT_KEPT,
    PHOTO,
    PHOTO_NOT_KEPT,
    kept,
    sends,
    texts,
)
from tests.counselling.attachments.samples import PDF, jpeg, png


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


async def test_erasing_deletes_her_picture_in_telegram_too(room: Room, code: str) -> None:
    update = await sends(room, room.api.shelf.put(jpeg()))
    await room.writes("/erase")
    await room.taps(line("choice_erase_now"))
    await room.until(lambda: room.api.texts(LAN) == [])

    message = update["message"]
    assert isinstance(message, dict)
    assert (LAN, message["message_id"]) in room.api.deleted
