"""A strict Zalo Bot API on loopback, and the phones of the women who write to the bot.

Sources: https://bot.zaloplatforms.com/docs/call-api/, /docs/webhook/, /docs/apis/sendMessage/,
/docs/apis/getUpdates/, /docs/apis/setWebhook/, /docs/error-code/.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from tests.connectors.zalo.shelf import Shelf

TOKEN = "123456789:test-token-of-nobody"
Params = dict[str, Any]


@dataclass
class BotApi:
    """The server's state. ``serves``: where the office's own server really is."""

    url: str = ""
    serves: str = ""
    sent: list[tuple[str, str]] = field(default_factory=list)
    typing: list[str] = field(default_factory=list)
    wrong: deque[tuple[int, str]] = field(default_factory=deque)
    webhook: Params = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    handed_out: int = 0
    _waiting: list[Params] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def texts(self, chat: str) -> list[str]:
        """What this chat shows of the bot's messages."""
        return [text for to, text in self.sent if to == chat]

    def event(self, chat: str, kind: str = "text", /, **fields: Any) -> Params:
        """Something she sends."""
        author = {"id": chat, "display_name": "Ted", "is_bot": False}
        where = {"id": chat, "chat_type": "PRIVATE"}
        number = f"2d758cb5e222177a4e{next(self._numbers):02x}"
        message = {"from": author, "chat": where, "message_id": number, "date": 1750316131602}
        return {"event_name": f"message.{kind}.received", "message": message | fields}

    def queue(self, event: Params) -> None:
        """For the next getUpdates, which hands it out once and forgets it."""
        self._waiting.append(event)

    async def deliver(self, event: Params, secret: str | None = None) -> int:
        """Bring it to the webhook that was set; the status."""
        path = urlsplit(self.webhook["url"]).path
        headers = {"X-Bot-Api-Secret-Token": secret or self.webhook["secret_token"]}
        body = {"ok": True, "result": event}
        async with (
            ClientSession() as session,
            session.post(self.serves + path, json=body, headers=headers) as answer,
        ):
            return answer.status

    async def handle(self, request: web.Request) -> web.Response:
        """One call."""
        bot, method = request.match_info["bot"], request.match_info["method"]
        do = getattr(self, f"_do_{method}", None)
        if bot != f"bot{TOKEN}":
            return _refused(401, "Unauthorized")
        if do is None:
            return _refused(404, "Not Found")
        if self.wrong and method == "sendMessage":
            return _refused(*self.wrong.popleft())
        try:
            result = await do(await request.json())
        except (KeyError, AssertionError) as error:
            return _refused(400, f"Bad request: {error}")
        except TimeoutError:
            return _refused(408, "Request timeout")
        return web.json_response({"ok": True, "result": result})

    async def _do_sendMessage(self, params: Params) -> Params:  # noqa: N802  # Zalo's own names
        chat, text = params["chat_id"], params["text"]
        assert isinstance(chat, str)
        assert 1 <= len(text) <= 2000, "text"
        assert params.keys() <= {"chat_id", "text", "parse_mode", "text_styles"}
        self.sent.append((chat, text))
        return {"message_id": f"82599fa32f56d00e8{len(self.sent):03}", "date": 1749632637199}

    async def _do_sendChatAction(self, params: Params) -> None:  # noqa: N802
        assert params["action"] == "typing"
        self.typing.append(params["chat_id"])

    async def _do_setWebhook(self, params: Params) -> Params:  # noqa: N802
        assert params["url"].startswith("https://"), "url"
        assert 8 <= len(params["secret_token"]) <= 256, "secret_token"
        self.webhook = params
        return {"url": params["url"], "updated_at": 1749538250568}

    async def _do_deleteWebhook(self, _: Params) -> Params:  # noqa: N802
        self.webhook = {}
        return {"url": "", "updated_at": 1749538250568}

    async def _do_getUpdates(self, params: Params) -> Params:  # noqa: N802
        assert not self.webhook, "a webhook is set"
        assert float(params.get("timeout", 30)) > 0
        for _ in range(20):
            if self.handed_out < len(self._waiting):
                self.handed_out += 1
                return self._waiting[self.handed_out - 1]
            await asyncio.sleep(0.01)
        raise TimeoutError


def _refused(code: int, description: str) -> web.Response:
    body = {"ok": False, "description": description, "error_code": code}
    return web.json_response(body)


@asynccontextmanager
async def a_bot_api() -> AsyncIterator[BotApi]:
    """Serving on a free port."""
    api, app = BotApi(), web.Application()
    app.router.add_post("/{bot}/{method}", api.handle)
    app.router.add_get("/files/{name}", api.shelf.send)
    async with TestServer(app) as server:
        api.url = str(server.make_url("/")).rstrip("/")
        yield api
