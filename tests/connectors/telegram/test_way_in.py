"""What she sends is stored once, however often and wherever it comes from."""

from pathlib import Path

import pytest

from connectors.messaging.addresses import Addresses
from counselling.conversations import Sender
from tests.connectors.telegram.bot_api import BotApi
from tests.connectors.telegram.refusals import Fault
from tests.connectors.telegram.room import LAN, Room, a_room, address_of, line
from tests.counselling.cast import SECRET


def hers(messages: list) -> list[str]:  # type: ignore[type-arg]
    return [message.text for message in messages if message.sender is Sender.WOMAN]


async def test_what_she_writes_is_stored_and_answered(room: Room) -> None:
    await room.writes("em muốn hỏi giấy khai sinh")

    assert hers(await room.reads()) == ["em muốn hỏi giấy khai sinh"]
    assert room.last().text == "answer to em muốn hỏi giấy khai sinh"


async def test_the_same_update_any_number_of_times_is_one_message_and_one_reply(
    room: Room,
) -> None:
    update = await room.writes("xin chào")
    for _ in range(5):
        room.api.redeliver(update)
    await room.settle()

    assert hers(await room.reads()) == ["xin chào"]
    assert room.api.texts(LAN).count("answer to xin chào") == 1


async def test_also_after_a_restart(tmp_path: Path, api: BotApi) -> None:
    async with a_room(tmp_path, api) as room:
        update = await room.writes("xin chào")
    api.redeliver(update)
    async with a_room(tmp_path, api) as room:
        await room.settle()
        assert hers(await room.reads()) == ["xin chào"]
    assert api.texts(LAN).count("answer to xin chào") == 1


async def test_an_update_that_comes_again_after_she_erased_brings_nothing_back(
    room: Room,
) -> None:
    update = await room.writes("chuyện riêng của em")
    await room.office.reception.erase("telegram", address_of(LAN))
    room.api.redeliver(update)
    await room.settle()

    assert await room.reads() == []


async def test_messages_of_one_chat_keep_their_order(room: Room) -> None:
    for number in range(8):
        room.api.write(LAN, f"tin {number}")
    await room.settle()

    assert hers(await room.reads()) == [f"tin {number}" for number in range(8)]


async def test_a_net_that_breaks_loses_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.messaging.asking.FIRST_WAIT", 0.01)
    room.api.faults["getUpdates"].extend([Fault(502), Fault(drop=True), Fault(500)])

    await room.writes("có ai không")

    assert hers(await room.reads()) == ["có ai không"]


async def test_a_text_longer_than_the_office_takes_comes_in_two_parts(room: Room) -> None:
    await room.writes("Chuyện của em dài lắm. " * 178)

    parts = hers(await room.reads())
    assert len(parts) == 2
    assert all(len(part) <= 4000 for part in parts)


async def test_an_edited_message_is_read_as_a_new_one(room: Room) -> None:
    update = await room.writes("em ở Hà Nộ")
    room.api.edit(LAN, update["message"]["message_id"], "em ở Hà Nội")
    await room.settle()

    assert hers(await room.reads()) == ["em ở Hà Nộ", "em ở Hà Nội"]


async def test_a_forwarded_message_is_read_like_her_own(room: Room) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "X", "date": 1}
    await room.writes("tao sẽ giết mày", forward_origin=origin)

    assert hers(await room.reads()) == ["tao sẽ giết mày"]


async def test_text_with_a_stroke_that_is_no_command_is_her_text(room: Room) -> None:
    await room.writes("/restart")

    assert hers(await room.reads()) == ["/restart"]
    assert room.last().text == "answer to /restart"


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        ({"voice": {"file_id": "1", "file_unique_id": "1", "duration": 3}}, "voice"),
        ({"location": {"latitude": 21.028511, "longitude": 105.804817}}, "location"),
        ({"contact": {"phone_number": "+84912345678", "first_name": "Hoa"}}, "contact"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "sticker"),
        (
            {"video_note": {"file_id": "1", "file_unique_id": "1", "length": 1, "duration": 1}},
            "video",
        ),
        ({"game": {"title": "g", "description": "d", "photo": [
            {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}}, "other"),
    ],
)  # fmt: skip
async def test_what_we_cannot_read_is_answered_kindly_and_not_kept(
    room: Room, thing: dict[str, object], kind: str
) -> None:
    room.api.send_thing(LAN, **thing)
    await room.settle()

    assert hers(await room.reads()) == [line(f"sent_{kind}")]
    assert room.last().text == line(f"unreadable_{kind}")


async def test_words_under_a_photo_are_read(room: Room) -> None:
    photo = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
    room.api.send_thing(LAN, photo=photo, caption="chồng đang đánh em, cứu em với")
    await room.settle()

    assert (await room.reads())[0].danger == "red"


async def test_the_bot_leaves_a_group_and_says_nothing_there(room: Room) -> None:
    group = {"id": -100, "type": "group", "title": "Nhà"}
    room.api.send_thing(LAN, text="ai đây", chat=group)
    room.api.arrive(
        channel_post={"message_id": 9, "date": 1, "text": "x", "chat": group | {"type": "channel"}}
    )
    await room.settle()

    assert len(room.api.of("leaveChat")) == 2
    assert room.api.sent == []
    assert await room.reads() == []


async def test_an_update_of_a_kind_from_the_future_holds_up_nothing(room: Room) -> None:
    room.api.arrive(telepathy={"id": 1})
    await room.writes("xin chào")

    assert hers(await room.reads()) == ["xin chào"]


async def test_an_update_that_cannot_be_read_holds_up_nothing_and_stays_out_of_the_log(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.api.arrive(message={"text": "chuyện riêng", "date": "không phải số"})
    await room.writes("xin chào")

    assert hers(await room.reads()) == ["xin chào"]
    assert "chuyện riêng" not in caplog.text


async def test_whoever_asks_for_her_number_gets_it_for_the_duty_plan(room: Room) -> None:
    await room.writes("/id")

    assert room.last().text == str(LAN)
    assert await room.reads() == []


def test_a_chat_stands_in_the_database_sealed_and_always_the_same() -> None:
    sealed = Addresses(SECRET, "telegram").seal(str(LAN))

    assert sealed == Addresses(SECRET, "telegram").seal(str(LAN))
    assert sealed != Addresses(bytes(32), "telegram").seal(str(LAN))
    assert sealed != Addresses(SECRET, "elsewhere").seal(str(LAN))
    assert str(LAN) not in sealed
    assert Addresses(SECRET, "telegram").open(sealed) == str(LAN)
