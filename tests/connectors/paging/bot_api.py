"""A strict Bot API on loopback: knows sendMessage, refuses what the real one refuses."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

TOKEN = "123456:AAE-the-secret-of-the-office"
NOT_FOUND = {"ok": False, "error_code": 404, "description": "Not Found"}


def refusal(code: int, description: str, **parameters: int) -> dict[str, Any]:
    """An answer as https://core.telegram.org/bots/api#making-requests describes it."""
    return {
        "ok": False,
        "error_code": code,
        "description": description,
        **({"parameters": parameters} if parameters else {}),
    }


@dataclass
class BotApi:
    """``refusals`` are given out first, one a request; None: the line is cut.

    While ``holds`` is there and not set, requests wait for their answer.
    """

    url: str = ""
    sent: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[dict[str, Any] | int | None] = field(default_factory=list)
    asked: int = 0
    holds: asyncio.Event | None = None

    async def answer(self, request: web.Request) -> web.Response:
        self.asked += 1
        if request.match_info["token"] != TOKEN:
            return web.json_response(refusal(401, "Unauthorized"), status=401)
        form = dict(await request.post())
        if self.holds:
            await self.holds.wait()
        if self.refusals:
            return self._refuse(request, self.refusals.pop(0))
        if set(form) - {"chat_id", "text", "link_preview_options"}:
            return web.json_response(refusal(400, f"Bad Request: {sorted(form)}"), status=400)
        self.sent.append(form)
        chat = {"id": int(str(form["chat_id"])), "type": "private", "first_name": "L"}
        message = {"message_id": self.asked, "date": 1, "chat": chat, "text": form["text"]}
        return web.json_response({"ok": True, "result": message})

    def _refuse(self, request: web.Request, how: dict[str, Any] | int | None) -> web.Response:
        if how is None and request.transport:
            request.transport.abort()
        if isinstance(how, dict):
            return web.json_response(how, status=how["error_code"])
        return web.Response(status=how or 500, text="<html>bad gateway</html>")


@asynccontextmanager
async def a_bot_api() -> AsyncIterator[BotApi]:
    api = BotApi()
    app = web.Application()
    app.router.add_post("/bot{token}/sendMessage", api.answer)
    async with TestServer(app) as server:
        api.url = str(server.make_url("/")).rstrip("/")
        yield api
