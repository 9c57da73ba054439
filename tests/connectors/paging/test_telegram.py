"""Pages by Telegram, against a strict Bot API on loopback."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from connectors.paging.telegram import TelegramWay
from counselling.duty.page import Why
from counselling.duty.ways import NotPaged
from counselling.duty.words import PageText
from tests.connectors.paging.bot_api import TOKEN, BotApi, a_bot_api, refusal

TEXT = PageText("subject", "Có người đang chờ. Mở: https://chat.example.org/desk")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with a_bot_api() as running:
        yield running


@pytest.fixture
async def way(api: BotApi) -> AsyncIterator[TelegramWay]:
    made = TelegramWay(TOKEN, api.url)
    yield made
    await made.close()


async def test_the_page_arrives_in_the_chat_and_telegram_opens_no_link(
    api: BotApi, way: TelegramWay
) -> None:
    await way.send("123", TEXT)
    [form] = api.sent
    assert (form["chat_id"], form["text"]) == ("123", TEXT.body)
    assert form["link_preview_options"] == '{"is_disabled": true}'


async def test_nothing_is_asked_of_telegram_before_the_first_page(
    api: BotApi, way: TelegramWay
) -> None:
    assert api.asked == 0
    await way.send("123", TEXT)
    assert api.asked == 1


@pytest.mark.parametrize(
    ("answer", "why", "permanent", "retry_after"),
    [
        (refusal(429, "Too Many Requests: retry after 7", retry_after=7), Why.NO_REPLY, False, 7),
        (refusal(403, "Forbidden: bot was blocked by the user"), Why.BLOCKED, True, None),
        (refusal(400, "Bad Request: chat not found"), Why.NO_CHAT, True, None),
        (
            refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100),
            Why.NO_CHAT,
            True,
            None,
        ),
        (refusal(500, "Internal Server Error"), Why.NO_REPLY, False, None),
        (502, Why.NO_REPLY, False, None),
        (None, Why.NO_REPLY, False, None),
    ],
)
async def test_every_refusal_says_why_and_whether_to_try_again(
    api: BotApi,
    way: TelegramWay,
    answer: dict[str, Any] | int | None,
    why: Why,
    permanent: bool,
    retry_after: float | None,
) -> None:
    api.refusals.append(answer)
    with pytest.raises(NotPaged) as failure:
        await way.send("123", TEXT)
    told = failure.value
    assert (told.why, told.permanent, told.retry_after) == (why, permanent, retry_after)


async def test_a_wrong_token_is_told_and_stays_out_of_the_error(api: BotApi) -> None:
    wrong = TelegramWay("1:not-the-one", api.url)
    with pytest.raises(NotPaged) as failure:
        await wrong.send("123", TEXT)
    await wrong.close()
    assert (failure.value.why, failure.value.permanent) == (Why.BAD_TOKEN, True)
    assert failure.value.__cause__ is None
    assert "not-the-one" not in str(failure.value)


async def test_a_server_that_is_not_there_is_tried_again(api: BotApi) -> None:
    nowhere = TelegramWay(TOKEN, "http://127.0.0.1:9")
    with pytest.raises(NotPaged) as failure:
        await nowhere.send("123", TEXT)
    await nowhere.close()
    assert not failure.value.permanent
