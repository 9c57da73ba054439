"""A strict Bot API on loopback, and what happens at the phones of the women who write to the bot.

Source: https://core.telegram.org/bots/api (making requests, Update)
"""

import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from tests.connectors.telegram.calls import Calls
from tests.connectors.telegram.refusals import Params, Refusal

TOKEN = "123456:TEST-token-of-nobody"


@dataclass
class BotApi(Calls):
    """What a test may do to the server."""

    hers: dict[int, list[Params]] = field(default_factory=lambda: defaultdict(list))
    url: str = ""
    _update_ids: "count[int]" = field(default_factory=lambda: count(70_001))

    @property
    def base_url(self) -> str:
        """What OSSO_TELEGRAM_API_URL is set to."""
        return self.url

    def write(self, chat: int, text: str, *, language: str = "vi", **fields: Any) -> Params:
        """She writes; gives the update."""
        return self.arrive(message=self._message(chat, language) | {"text": text} | fields)

    def send_thing(self, chat: int, /, **fields: Any) -> Params:
        """She sends something that is no text."""
        return self.arrive(message=self._message(chat, "vi") | fields)

    def edit(self, chat: int, message_id: int, text: str) -> Params:
        """She edits an earlier message."""
        message = self._message(chat, "vi")
        edited = {"message_id": message_id, "edit_date": message["date"] + 5, "text": text}
        return self.arrive(edited_message=message | edited)

    def tap(self, chat: int, data: str, *, language: str = "vi") -> Params:
        """She taps a button."""
        update_id = next(self._update_ids)
        query = {
            "id": f"q{update_id}",
            "from": _user(chat, language),
            "chat_instance": "1",
            "data": data,
            "message": {"message_id": 1, "date": 0, "chat": {"id": chat, "type": "private"}},
        }
        return self._add({"update_id": update_id, "callback_query": query})

    def arrive(self, **kind: Params) -> Params:
        """Anything else arrives."""
        return self._add({"update_id": next(self._update_ids), **kind})

    def redeliver(self, update: Params) -> None:
        """The same update comes once more."""
        self._add(update)

    async def deliver(self, update: Params) -> int:
        """Hand one update to the webhook; its status."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        async with ClientSession() as session:
            response = await session.post(self.webhook["url"], json=update, headers=headers)
            return response.status

    def _message(self, chat: int, language: str) -> Params:
        message = {
            "message_id": next(self._message_ids),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": "L"},
            "from": _user(chat, language),
        }
        self.hers[chat].append(message)
        return message

    def _add(self, update: Params) -> Params:
        self._updates.append(update)
        self._news.set()
        return update


@asynccontextmanager
async def a_bot_api() -> AsyncIterator[BotApi]:
    """A running server; ``base_url`` is its address."""
    api = BotApi()
    app = web.Application()

    async def handle(request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != f"bot{TOKEN}":
            return _answer(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        return await _handle(api, request)

    async def hand_over(request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != f"bot{TOKEN}":
            return web.Response(status=404)
        return await api.shelf.hand_over(request)

    app.router.add_get("/file/{token}/{path:.+}", hand_over)
    app.router.add_route("*", "/{token}/{method}", handle)
    async with TestServer(app) as server:
        api.url = str(server.make_url("/")).rstrip("/")
        yield api


async def _handle(api: BotApi, request: web.Request) -> web.StreamResponse:
    form = await request.post()
    params = {name: _decoded(str(value)) for name, value in form.items()}
    try:
        result = await api.call(request.match_info["method"], params)
    except Refusal as refusal:
        fault = refusal.fault
        if fault.drop and request.transport:
            request.transport.abort()
        body: Params = {"ok": False, "error_code": fault.status, "description": fault.description}
        if fault.retry_after:
            body["parameters"] = {"retry_after": fault.retry_after}
        return _answer(fault.status, body)
    return _answer(200, {"ok": True, "result": result})


def _answer(status: int, body: Params) -> web.Response:
    return web.json_response(body, status=status)


def _decoded(value: str) -> Any:
    """Lists and objects come JSON-serialised in a form."""
    return json.loads(value) if value[:1] in {"[", "{"} else value


def _user(chat: int, language: str) -> Params:
    return {"id": chat, "is_bot": False, "first_name": "L", "language_code": language}
