"""What she writes to the Zalo bot is stored once, however and however often it comes."""

from pathlib import Path

import pytest

from counselling.store.not_saved import NotSaved
from counselling.taking_in import TakingIn
from tests.connectors.zalo.bot_api import BotApi, Params
from tests.connectors.zalo.room import LAN, Room, a_bot, line
from tests.counselling.attachments.samples import jpeg

HELP = "chồng đang đánh em, cứu em với"


async def test_what_she_writes_is_stored_once_and_answered_once(bot: Room, bot_api: BotApi) -> None:
    event = bot_api.event(LAN, text="xin chào 🙂 안녕하세요")
    assert [await bot_api.deliver(event) for _ in range(3)] == [200, 200, 200]
    await bot.settle()

    assert await bot.hers() == ["xin chào 🙂 안녕하세요"]
    assert bot_api.texts(LAN).count("answer to xin chào 🙂 안녕하세요") == 1


async def test_first_contact_says_who_reads_and_where_it_is_safer(
    bot: Room, bot_api: BotApi
) -> None:
    await bot_api.deliver(bot_api.event(LAN, text="xin chào"))
    await bot.settle()

    first = bot_api.texts(LAN)[0]
    assert line("welcome_zalo_bot") in first
    assert "https://chat.example.org/chat" in first
    assert line("welcome_erase") in first


async def test_without_the_secret_there_is_nothing_here(bot: Room, bot_api: BotApi) -> None:
    assert await bot_api.deliver(bot_api.event(LAN, text="x"), secret="guessed") == 404
    await bot.settle()

    assert await bot.reads() == []


async def test_it_is_confirmed_at_once_and_kept_while_the_database_takes_nothing(
    bot: Room, bot_api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise NotSaved("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(TakingIn, "take", full)
        assert await bot_api.deliver(bot_api.event(LAN, text="chuyện riêng")) == 200
        [laid] = bot.folder.rglob("*.laid")
        assert "chuyện riêng".encode() not in laid.read_bytes()
    await bot.settle()

    assert await bot.hers() == ["chuyện riêng"]


async def test_what_a_killed_service_had_confirmed_is_taken_in_at_the_next_start(
    tmp_path: Path, bot_api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise NotSaved("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(TakingIn, "take", full)
        async with a_bot(tmp_path, bot_api):
            for number in range(3):
                await bot_api.deliver(bot_api.event(LAN, text=f"tin {number}"))
    async with a_bot(tmp_path, bot_api) as room:
        await room.settle()
        assert await room.hers() == ["tin 0", "tin 1", "tin 2"]


async def test_it_can_be_asked_for_news_too(tmp_path: Path, bot_api: BotApi) -> None:
    event = bot_api.event(LAN, text="xin chào")
    for same in (event, event, bot_api.event(LAN, text="có ai không")):
        bot_api.queue(same)
    async with a_bot(tmp_path, bot_api, polling=True) as room:
        await room.until(lambda: bot_api.handed_out == 3)
        await room.settle()
        assert await room.hers() == ["xin chào", "có ai không"]


async def test_a_picture_is_fetched_only_for_a_counsellor_who_was_let_in(
    bot: Room, bot_api: BotApi
) -> None:
    url = bot_api.url + bot_api.shelf.put("a.jpg", jpeg())
    await bot_api.deliver(bot_api.event(LAN, "image", photo=url, caption="đây ạ"))
    await bot.settle()
    assert bot_api.shelf.asked == []
    for text in (HELP, "1"):
        await bot_api.deliver(bot_api.event(LAN, text=text))
        await bot.settle()
    bot_api.shelf.fails = 2
    await bot_api.deliver(bot_api.event(LAN, "image", photo=url))
    await bot.settle()

    assert bot_api.shelf.asked == ["a.jpg"] * 3
    assert await bot.hers() == [
        "đây ạ", line("attachment_photo_not_kept"), HELP, await _yes(bot), line("attachment_photo"),
    ]  # fmt: skip


async def _yes(bot: Room) -> str:
    """The label of the yes she gave by its number."""
    return next(m.text for m in await bot.reads() if m.choice == "consent.yes")


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("sticker", {"sticker": "d063f44dc80821567819"}, "sticker"),
        ("voice", {"voice_url": "https://x.zdn.vn/a.aac"}, "voice"),
        ("unsupported", {}, "other"),
    ],
)
async def test_what_zalo_does_not_pass_on_is_answered_kindly(
    bot: Room, bot_api: BotApi, kind: str, fields: dict[str, str], said: str
) -> None:
    await bot_api.deliver(bot_api.event(LAN, kind, **fields))
    await bot.settle()

    assert await bot.hers() == [line(f"sent_{said}")]
    assert any(line(f"unreadable_{said}") in text for text in bot_api.texts(LAN))


async def test_groups_bots_and_unknown_shapes_are_confirmed_and_left_alone(
    bot: Room, bot_api: BotApi
) -> None:
    group = {"id": "g1", "chat_type": "GROUP"}
    other = {"id": LAN, "is_bot": True}
    events: list[Params] = [
        bot_api.event(LAN, text="x", chat=group),
        bot_api.event(LAN, text="x", **{"from": other}),
        {"event_name": "message.unsupported.received"},
        {"event_name": 7, "message": [1]},
        bot_api.event(LAN, "telepathy"),
    ]
    assert [await bot_api.deliver(event) for event in events] == [200] * 5
    await bot.settle()

    assert await bot.reads() == []
    assert bot_api.sent == []
