"""What the office writes arrives in Zalo whole, in order, and with choices she can answer."""

from pathlib import Path

import structlog.testing

from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice
from counselling.permissions import Role
from tests.connectors.zalo.bot_api import TOKEN, BotApi
from tests.connectors.zalo.room import LAN, Room, a_bot, line
from tests.counselling.cast import FakeAssistant

LONG = "Chị cần mang theo giấy tờ 🙂. " * 150 + "서류를 가져오세요. " * 200


async def test_a_long_answer_goes_out_in_parts_with_the_choices_numbered_at_its_end(
    tmp_path: Path, bot_api: BotApi
) -> None:
    ways = (Choice("faq:a/b", "Ly hôn"), Choice("person", "Gặp tư vấn viên"))
    answer = Answered((Reply(LONG, ways),), Decision.ANSWER)
    async with a_bot(tmp_path, bot_api, FakeAssistant({"hỏi": answer})) as room:
        await bot_api.deliver(bot_api.event(LAN, text="hỏi"))
        await room.settle()
    parts = bot_api.texts(LAN)[1:]

    assert len(parts) > 2
    assert "".join("".join(parts).split()).startswith("".join(LONG.split()))
    assert parts[-1].endswith("5. Ly hôn\n6. Gặp tư vấn viên")  # the welcome has four


async def test_her_typed_words_reach_the_menu_and_erasing_says_what_stays_in_zalo(
    bot: Room, bot_api: BotApi
) -> None:
    for text in ("xin chào", "/erase", "1"):
        await bot_api.deliver(bot_api.event(LAN, text=text))
        await bot.settle()

    assert "Mỗi ngày tự xóa" not in str(bot_api.sent)
    assert any(text.startswith(line("ask_erase")) for text in bot_api.texts(LAN))
    assert bot_api.texts(LAN)[-1] == line("erased")
    assert await bot.reads() == []


async def test_a_limit_or_a_fault_of_zalos_loses_nothing(bot: Room, bot_api: BotApi) -> None:
    bot_api.wrong.extend([(500, "Internal server error"), (500, "Internal server error")])
    await bot_api.deliver(bot_api.event(LAN, text="xin chào"))
    await bot.settle()

    assert bot_api.texts(LAN)[-1] == "answer to xin chào"


async def test_a_message_that_zalo_never_takes_holds_up_no_other(
    bot: Room, bot_api: BotApi
) -> None:
    bot_api.wrong.append((400, "Bad request"))
    await bot_api.deliver(bot_api.event(LAN, text="xin chào"))
    await bot.settle()

    assert bot_api.texts(LAN) == ["answer to xin chào"]


async def test_typing_is_shown_and_no_token_is_logged(bot: Room, bot_api: BotApi) -> None:
    with structlog.testing.capture_logs() as logs:
        for text in ("chồng đang đánh em, cứu em với", "1"):
            await bot_api.deliver(bot_api.event(LAN, text=text))
            await bot.settle()
        lan = await bot.office.staff.add(
            "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
        )
        code = (await bot.state()).ticket
        assert code
        await bot.office.casework.claim(code, by=lan)
        await bot.office.casework.typing(code, by=lan)
        bot_api.wrong.extend([(401, "Unauthorized")] * 2)
        await bot.until(lambda: bool(bot_api.typing))

    assert bot_api.typing == [LAN]
    assert TOKEN not in str(logs)
