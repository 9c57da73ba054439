"""What the office says arrives whole, in order, once, and not after a counsellor has come."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog.testing

from counselling.assistant import Answered, Decision, Reply
from counselling.live import Resync, case_topic
from counselling.permissions import Role, User
from tests.connectors.telegram.bot_api import TOKEN, BotApi
from tests.connectors.telegram.refusals import BLOCKED, DROPPED_AFTER, TOO_MANY, Fault
from tests.connectors.telegram.room import LAN, Room, a_room, address_of, line
from tests.counselling.cast import BOOK, FakeAssistant

LONG = "Chị cần mang theo giấy tờ này. " * 400  # four parts
YES = BOOK.faq().consent.short_yes["vi"]


@pytest.fixture
async def room(tmp_path: Path, api: BotApi) -> AsyncIterator[Room]:
    said = Answered((Reply(LONG),), Decision.ANSWER)
    async with a_room(tmp_path, api, FakeAssistant(replies={"dài": said})) as running:
        yield running


async def a_counsellor(room: Room) -> User:
    return await room.office.staff.add(
        "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
    )


async def test_a_long_answer_comes_in_parts_whose_end_has_the_buttons(room: Room) -> None:
    await room.writes("dài")

    parts = [text for text in room.api.texts(LAN) if text.startswith("Chị cần mang")]
    assert "".join("".join(parts).split()) == "".join(LONG.split())
    assert all(len(part) <= 4096 for part in parts)


async def test_a_half_sent_answer_is_not_sent_again_from_its_start(room: Room) -> None:
    await room.writes("chào")
    room.api.later["sendMessage"][1] = Fault(500)
    await room.writes("dài")

    parts = [text for text in room.api.texts(LAN) if text.startswith("Chị cần mang")]
    assert "".join("".join(parts).split()) == "".join(LONG.split())


async def test_a_pause_that_telegram_asks_for_delays_and_loses_nothing(room: Room) -> None:
    await room.writes("chào")
    room.api.faults["sendMessage"].append(TOO_MANY)
    await room.writes("một")
    await room.writes("hai")

    assert room.api.texts(LAN)[-2:] == ["answer to một", "answer to hai"]


async def test_when_she_has_blocked_the_bot_that_is_noted_and_nothing_tried(room: Room) -> None:
    room.api.blocked_by.add(LAN)
    await room.writes("chào")
    tried = len(room.api.of("sendMessage"))
    await room.writes("hộ khẩu")

    assert tried == 1
    room.api.blocked_by.clear()
    await room.writes("giấy khai sinh")
    assert room.api.texts(LAN)[-3:] == [
        "answer to chào",
        "answer to hộ khẩu",
        "answer to giấy khai sinh",
    ]


async def test_the_desk_sees_at_once_that_a_reply_found_the_bot_blocked(room: Room) -> None:
    lan = await a_counsellor(room)
    await room.writes("chồng đang đánh em, cứu em với")
    await room.taps(YES)
    code = (await room.state()).ticket
    assert code
    await room.office.casework.claim(code, by=lan)
    await room.settle()
    case = (await room.office.casework.ticket(code, by=lan)).conversation_id
    room.api.blocked_by.add(LAN)
    with room.office.live.subscribe(case_topic(case)) as news:
        await room.office.casework.reply(code, by=lan, text="Chị ơi", external_id="1")
        await room.settle()
        assert Resync in {type(news.get_nowait()) for _ in range(news.qsize())}

    assert (await room.office.casework.ticket(code, by=lan)).unreachable_since


async def test_a_membership_update_marks_her_too(room: Room) -> None:
    await room.writes("chào")
    person = {"id": LAN, "is_bot": False, "first_name": "L"}
    bot = {"id": 1, "is_bot": True, "first_name": "OSSO"}
    room.api.arrive(
        my_chat_member={
            "chat": {"id": LAN, "type": "private"},
            "from": person,
            "date": 1,
            "old_chat_member": {"status": "member", "user": bot},
            "new_chat_member": {"status": "kicked", "user": bot, "until_date": 0},
        }
    )
    await room.settle()

    async with room.office.store.read() as tx:
        conversation = await tx.conversations.at("telegram", address_of(LAN))
    assert conversation is not None
    assert conversation.unreachable_since is not None


async def test_a_send_of_unknown_outcome_is_said_in_the_log_without_her_words(
    room: Room,
) -> None:
    await room.writes("chào")
    room.api.faults["sendMessage"].append(DROPPED_AFTER)
    with structlog.testing.capture_logs() as logs:
        await room.writes("chuyện riêng")

    assert "send with unknown outcome" in [entry["event"] for entry in logs]
    assert "chuyện riêng" not in str(logs)
    assert TOKEN not in str(logs)
    assert "answer to chuyện riêng" in room.api.texts(LAN)


async def test_the_token_never_reaches_a_log(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        room.api.faults["getUpdates"].append(Fault(409, "Conflict: terminated by other getUpdates"))
        room.api.faults["sendMessage"].extend([Fault(500), DROPPED_AFTER, TOO_MANY, BLOCKED])
        await room.writes("chào")
        await room.writes("chào lại")

    assert TOKEN not in caplog.text


async def test_a_machines_delayed_reply_is_held_back_once_a_counsellor_is_there(
    room: Room,
) -> None:
    lan = await a_counsellor(room)
    await room.writes("chồng đang đánh em, cứu em với")
    await room.taps(YES)
    code = (await room.state()).ticket
    assert code
    room.api.faults["sendMessage"].append(Fault(429, "Too Many Requests", retry_after=1))
    room.api.write(LAN, "em hỏi thêm")
    await room.until(lambda: not room.api.faults["sendMessage"])
    await room.office.casework.claim(code, by=lan)
    await room.office.outbox.settle()

    assert "answer to em hỏi thêm" not in room.api.texts(LAN)
    assert room.last().text == line("counsellor_here")


async def test_what_a_counsellor_writes_arrives_and_her_typing_is_shown(room: Room) -> None:
    lan = await a_counsellor(room)
    await room.writes("chồng đang đánh em, cứu em với")
    await room.taps(YES)
    code = (await room.state()).ticket
    assert code
    await room.office.casework.claim(code, by=lan)
    await room.office.casework.typing(code, by=lan)
    await room.office.casework.reply(code, by=lan, text="Chị đây, em <ổn> không?", external_id="1")
    await room.office.outbox.settle()
    await room.until(lambda: bool(room.api.of("sendChatAction")))

    assert room.last().text == "Chị đây, em <ổn> không?"
    assert room.api.of("sendChatAction")[0]["chat_id"] == str(LAN)


async def test_links_are_shown_without_previews(room: Room) -> None:
    await room.writes("chào")

    assert room.last().params["link_preview_options"] == {"is_disabled": True}


async def test_danger_goes_before_what_others_wait_for(tmp_path: Path, api: BotApi) -> None:
    async with a_room(tmp_path, api) as room:
        for chat in (601, 602, 603):
            await room.writes("chào", chat=chat)
        # Who is let in at the same moment may overtake on the line.
        room.telegram.pace._overall = 0.2
        room.telegram.pace.rest(3)
        before = len(api.sent)
        for chat in (601, 602):
            api.write(chat, "hỏi")
        await room.until(api.is_empty)
        await asyncio.sleep(0.3)
        api.write(603, "chồng đang đánh em, cứu em với")
        await room.settle()

        assert api.sent[before].chat == 603
