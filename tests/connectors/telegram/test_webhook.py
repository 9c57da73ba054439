"""Telegram brings the news itself: only with our secret, and confirmed only once stored."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from app.office import Office
from connectors.messaging.webhook import LARGEST
from connectors.telegram.line import Line
from connectors.telegram.webhook import SECRET_HEADER, TelegramWebhook
from counselling.channels import Inbound
from counselling.store.not_saved import NotRead, NotSaved
from counselling.store.store import Store
from counselling.taking_in import TakingIn
from tests.connectors.telegram.bot_api import TOKEN, BotApi
from tests.connectors.telegram.files import a_photo
from tests.connectors.telegram.room import LAN, address_of, an_intake, line
from tests.counselling.attachments.samples import jpeg
from tests.counselling.cast import SECRET, FakeAssistant, an_office


@dataclass
class Door:
    """The webhook of an open office, served."""

    office: Office
    api: BotApi
    hook: TelegramWebhook
    url: str

    async def post(self, body: bytes, secret: str | None = None) -> int:
        headers = {SECRET_HEADER: secret or self.api.webhook["secret_token"]}
        async with (
            ClientSession() as session,
            session.post(self.url, data=body, headers=headers) as answer,
        ):
            return answer.status

    async def hears(self, text: str, choice: str | None = None) -> None:
        """She writes or taps; nothing goes out here."""
        own_id = f"by hand {text}"
        inbound = Inbound("telegram", address_of(LAN), own_id, text, choice)
        await self.office.reception.receive(inbound)
        await self.office.turns.settle()

    async def hers(self) -> list[str]:
        messages = await self.office.reception.history("telegram", address_of(LAN))
        return [message.text for message in messages if message.sender == "woman"]


@pytest.fixture
async def door(tmp_path: Path, api: BotApi) -> AsyncIterator[Door]:
    line = Line(TOKEN, api.base_url)
    app = web.Application()
    async with an_office(tmp_path, FakeAssistant()) as office, an_intake(office, line) as intake:
        hook = TelegramWebhook(line.bot, intake, SECRET)
        app.router.add_post(hook.path, hook.receive)
        async with TestServer(app) as server:
            base = str(server.make_url("/")).rstrip("/")
            await hook.announce(base)
            yield Door(office, api, hook, base + hook.path)
    await line.close()


async def test_what_telegram_brings_is_stored_once_then_confirmed(door: Door) -> None:
    update = door.api.write(LAN, "xin chào")

    assert [await door.api.deliver(update) for _ in range(3)] == [200, 200, 200]
    assert await door.hers() == ["xin chào"]


async def test_a_photo_is_confirmed_only_once_it_is_stored(door: Door) -> None:
    await door.hears("chồng đang đánh em, cứu em với")
    await door.hears("", choice="consent.yes")
    file = door.api.shelf.put(jpeg(), held=True)
    update = door.api.send_thing(LAN, **a_photo(file))
    delivering = [asyncio.create_task(door.api.deliver(update)) for _ in range(2)]
    await asyncio.sleep(0.3)
    assert not any(task.done() for task in delivering)
    file.gate.set()

    assert await asyncio.gather(*delivering) == [200, 200]
    assert (await door.hers()).count(line("attachment_photo")) == 1
    assert len(door.api.shelf.asked) == 1


async def test_without_the_secret_there_is_nothing_here(door: Door) -> None:
    assert await door.post(b'{"update_id": 1}', secret="guessed") == 404
    assert await door.post(b'{"update_id": 1}', secret="guess\xe9") == 404


async def test_what_could_not_be_stored_is_not_confirmed_and_comes_again(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise NotSaved("disk full")

    update = door.api.write(LAN, "xin chào")
    with monkeypatch.context() as broken:
        broken.setattr(TakingIn, "take", full)
        assert await door.api.deliver(update) == 503
    assert await door.api.deliver(update) == 200
    assert await door.hers() == ["xin chào"]


async def test_while_nothing_can_be_read_no_update_is_dropped_however_often_it_comes(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_store: Store, **_how: bool) -> None:
        raise NotRead("disk I/O error")

    update = door.api.write(LAN, "xin chào")
    with monkeypatch.context() as broken:
        broken.setattr(Store, "read", unreadable)
        assert [await door.api.deliver(update) for _ in range(12)] == [503] * 12
    assert await door.api.deliver(update) == 200
    assert await door.hers() == ["xin chào"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"update_id": "x"}', b"null", b"\xff"])
async def test_what_is_no_update_is_confirmed_and_harms_nothing(door: Door, body: bytes) -> None:
    assert await door.post(body) == 200


async def test_a_body_that_is_too_large_is_refused(door: Door) -> None:
    assert await door.post(b" " * (LARGEST + 1)) == 413


async def test_neither_path_nor_secret_carries_the_token(door: Door) -> None:
    told = str(door.api.webhook)

    assert TOKEN not in told
    assert TOKEN.partition(":")[2] not in told
    assert door.hook.path.startswith("/telegram/")
