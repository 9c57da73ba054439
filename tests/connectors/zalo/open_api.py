"""A strict Open API of Official Accounts on loopback: signatures, tokens that serve once, windows.

Sources: https://docs.zaloplatforms.com/docs/OA/webhook/tong-quan and
/webhook/tin-nhan/su-kien-nguoi-dung-gui-tin-nhan, /tin-nhan/tin-tu-van/gui-tin-tu-van-dang-van-ban,
/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new, /phu-luc/ma-loi.
"""

import hashlib
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from tests.connectors.zalo.shelf import Shelf

APP_ID, APP_SECRET, OA_SECRET, FIRST = "360846524940903967", "app-secret", "oa-secret", "refresh-0"
WHEN = "1543908534740"
Event = dict[str, Any]


@dataclass
class OpenApi:
    """The server's state. ``hook``: where the office takes events."""

    url: str = ""
    hook: str = ""
    sent: list[tuple[str, str]] = field(default_factory=list)
    wrong: deque[int] = field(default_factory=deque)
    refresh: str = FIRST
    access: str = ""
    renewed: int = 0
    shelf: Shelf = field(default_factory=Shelf)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def texts(self, chat: str) -> list[str]:
        """What this chat shows of the account's messages."""
        return [text for to, text in self.sent if to == chat]

    def event(self, chat: str, kind: str = "text", /, **message: Any) -> Event:
        """Something she sends."""
        number = f"96d3cdf3af1504{next(self._numbers):05}"
        return {
            "app_id": APP_ID,
            "sender": {"id": chat},
            "user_id_by_app": "552177279717587730",
            "recipient": {"id": "388613280878808645"},
            "event_name": f"user_send_{kind}",
            "message": {"msg_id": number} | message,
            "timestamp": WHEN,
        }

    async def deliver(self, event: Event | bytes, **headers: str) -> int:
        """Bring it to the webhook, signed unless ``headers`` say otherwise; the status."""
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        headers = headers or {"X-ZEvent-Signature": f"mac={signature(body)}"}
        async with (
            ClientSession() as session,
            session.post(self.hook, data=body, headers=headers) as answer,
        ):
            return answer.status

    async def renew(self, request: web.Request) -> web.Response:
        """New tokens, once for each refresh token; the access token before ends at once."""
        form = dict(await request.post())
        known = (form.get("app_id"), form.get("grant_type"), request.headers.get("secret_key"))
        if known != (APP_ID, "refresh_token", APP_SECRET) or form["refresh_token"] != self.refresh:
            return web.json_response({"error": -14014, "error_name": "Invalid refresh token."})
        self.renewed += 1
        self.refresh, self.access = f"refresh-{self.renewed}", f"access-{self.renewed}"
        told = {"access_token": self.access, "refresh_token": self.refresh, "expires_in": "90000"}
        return web.json_response(told)

    async def take_message(self, request: web.Request) -> web.Response:
        """One message to her."""
        if request.headers.get("access_token") != self.access:
            return _refused(-216, "Access token is invalid")
        if self.wrong:
            return _refused(self.wrong.popleft(), "as the test wants it")
        asked = await request.json()
        chat, text = asked["recipient"]["user_id"], asked["message"]["text"]
        if not 1 <= len(text) <= 2000:
            return _refused(-210, "Params exceed limit")
        self.sent.append((chat, text))
        quota = {"quota_type": "reply", "remain": "8", "total": "8"}
        data = {"message_id": f"63ecf43f0df7dba8{len(self.sent):04}", "user_id": chat}
        more = {"sent_time": "1626926349402", "quota": quota}
        return web.json_response({"data": data | more, "error": 0, "message": "Success"})


def signature(body: bytes, when: str = WHEN, secret: str = OA_SECRET) -> str:
    """As Zalo makes it."""
    return hashlib.sha256(APP_ID.encode() + body + when.encode() + secret.encode()).hexdigest()


def _refused(code: int, message: str) -> web.Response:
    return web.json_response({"error": code, "message": message})


@asynccontextmanager
async def an_open_api() -> AsyncIterator[OpenApi]:
    """Serving on a free port."""
    api, app = OpenApi(), web.Application()
    app.router.add_post("/v4/oa/access_token", api.renew)
    app.router.add_post("/v3.0/oa/message/cs", api.take_message)
    app.router.add_get("/files/{name}", api.shelf.send)
    async with TestServer(app) as server:
        api.url = str(server.make_url("/")).rstrip("/")
        yield api
