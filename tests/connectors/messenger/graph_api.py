"""A strict Graph API on loopback, and Meta's side of the webhook.

All below https://developers.facebook.com/docs/messenger-platform: reference/send-api,
send-messages/quick-replies, error-codes; webhooks, reference/webhook-events.
"""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

Params = dict[str, Any]
TOKEN, APP_SECRET, VERIFY = "EAAtest-token-of-nobody", "app-secret-of-nobody", "a word of ours"
PAGE, HER = "1010", "24680135792468013"
PROOF = hmac.new(APP_SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()
WINDOW, AGENT_WINDOW = 24 * 3600.0, 7 * 24 * 3600.0


class Refusal(Exception):
    """As Meta words it: HTTP 400 with code and subcode."""

    def __init__(self, code: int, subcode: int = 0, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.subcode, self.status = code, subcode, status


@dataclass
class GraphApi:
    """What a test may do to it, and what it has seen."""

    url: str = ""
    callback: str = ""
    calls: list[tuple[str, Params]] = field(default_factory=list)
    refuse: list[Refusal] = field(default_factory=list)  # the next sends, one each
    agents_allowed: bool = True
    profile: Params = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    heard_at: dict[str, float] = field(default_factory=dict)
    last_mid: str = ""  # of what was sent last
    _mids: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def sent(self) -> list[Params]:
        """The messages that were taken, in order."""
        return [body for path, body in self.calls if path == "messages" and "message" in body]

    def texts(self, her: str = "") -> list[str]:
        """What was sent, to ``her`` or to all."""
        hers = (body for body in self.sent if her in {"", body["recipient"]["id"]})
        return [body["message"]["text"] for body in hers]

    def take(self, path: str, body: Params) -> Params:
        """Check a call as Meta would; raises Refusal."""
        if body.pop("access_token", "") != TOKEN or body.pop("appsecret_proof", "") != PROOF:
            raise Refusal(190)
        if path == "messenger_profile":
            self._check_profile(body)
            self.profile = body
            return {"result": "success"}
        if path != "messages":
            raise Refusal(100)
        if "message" in body:
            if self.refuse:
                raise self.refuse.pop(0)
            self._check_message(body)
        elif body.get("sender_action") != "typing_on" or set(body) != {
            "recipient",
            "sender_action",
        }:
            raise Refusal(100)
        self.calls.append((path, body))
        self.last_mid = self.mid()
        return {"recipient_id": body["recipient"]["id"], "message_id": self.last_mid}

    def _check_message(self, body: Params) -> None:
        her, message = body["recipient"]["id"], body["message"]
        if her not in self.heard_at:
            raise Refusal(100, 2018001)
        silent = time.time() - self.heard_at[her]
        kind, tag = body.get("messaging_type"), body.get("tag")
        if kind == "MESSAGE_TAG" and tag == "HUMAN_AGENT" and not self.agents_allowed:
            raise Refusal(200)
        fits: dict[object, float] = {
            ("RESPONSE", None): WINDOW,
            ("MESSAGE_TAG", "HUMAN_AGENT"): AGENT_WINDOW,
        }
        if (kind, tag) not in fits or not set(message) <= {"text", "metadata", "quick_replies"}:
            raise Refusal(100)
        if silent > fits[kind, tag]:
            raise Refusal(10, 2018278)
        if not 0 < len(message["text"].encode("utf-16-le")) // 2 <= 2000:
            raise Refusal(100)
        self._check_replies(message)

    @staticmethod
    def _check_replies(message: Params) -> None:
        replies = message.get("quick_replies", [])
        if len(replies) > 13 or ("quick_replies" in message and not replies):
            raise Refusal(100)
        for reply in replies:
            fine = reply["content_type"] == "text" and 0 < len(reply["title"]) <= 20
            if not (fine and 0 < len(reply["payload"]) <= 1000):
                raise Refusal(100)

    @staticmethod
    def _check_profile(body: Params) -> None:
        menus, greetings = body["persistent_menu"], body["greeting"]
        if "payload" not in body["get_started"] or not any(m["locale"] == "default" for m in menus):
            raise Refusal(100)
        actions = [a for m in menus for a in m["call_to_actions"]]
        if any(a["type"] != "postback" or len(a["title"]) > 30 for a in actions):
            raise Refusal(100)
        if any(len(one["text"]) > 160 for one in greetings):
            raise Refusal(100)

    # What happens at her phone and in the page's inbox.

    def message(self, text: str = "", her: str = HER, **fields: Any) -> Params:
        """She writes; the event."""
        self.heard_at[her] = time.time()
        said = {"text": text} if text else {}
        return self.event(her, message={"mid": self.mid(), **said, **fields})

    def tap(self, title: str, her: str = HER) -> Params:
        """She taps a quick reply of the last message that has it."""
        replies = [r for body in self.sent for r in body["message"].get("quick_replies", ())]
        payload = [reply["payload"] for reply in replies if reply["title"] == title][-1]
        return self.message(title, her, quick_reply={"payload": payload})

    def postback(self, payload: str, her: str = HER) -> Params:
        """She taps "Get started" or the menu."""
        self.heard_at[her] = time.time()
        return self.event(her, postback={"mid": self.mid(), "title": "…", "payload": payload})

    def echo(self, text: str, her: str = HER, **fields: Any) -> Params:
        """The page has written to her: by us, if ``metadata`` says so, or in its inbox."""
        said = {"is_echo": True, "app_id": 263902037430900, "mid": self.mid(), "text": text}
        return {
            "sender": {"id": PAGE}, "recipient": {"id": her}, "timestamp": _now(),
            "message": said | fields,
        }  # fmt: skip

    def event(self, her: str, **kind: Params) -> Params:
        return {"sender": {"id": her}, "recipient": {"id": PAGE}, "timestamp": _now(), **kind}

    def mid(self) -> str:
        return f"m_{'x' * 120}{next(self._mids)}"

    async def bring(self, *events: Params, way: str = "messaging", sign: bool = True) -> int:
        """Call the webhook with these; its status."""
        entry = {"id": PAGE, "time": _now(), way: list(events)}
        # As Meta sends it: escaped, with lower-case digits.
        body = json.dumps({"object": "page", "entry": [entry]}).encode()
        secret = APP_SECRET if sign else "another's"
        signed = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"X-Hub-Signature-256": f"sha256={signed}", "Content-Type": "application/json"}
        async with ClientSession() as session:
            answer = await session.post(self.callback, data=body, headers=headers)
            return answer.status


@asynccontextmanager
async def a_graph_api() -> AsyncIterator[GraphApi]:
    """A running server."""
    api = GraphApi()
    app = web.Application()

    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(api.take(request.match_info["path"], await request.json()))
        except Refusal as refusal:
            error = {"message": "(#) …", "type": "OAuthException", "code": refusal.code}
            if refusal.subcode:
                error["error_subcode"] = refusal.subcode
            return web.json_response({"error": error}, status=refusal.status)

    async def hand_over(request: web.Request) -> web.Response:
        return web.Response(body=api.files[request.match_info["name"]])

    app.router.add_post("/v25.0/me/{path}", handle)
    app.router.add_get("/v25.0/files/{name}", hand_over)
    async with TestServer(app) as server:
        api.url = str(server.make_url("/v25.0"))
        yield api


def _now() -> int:
    return int(time.time() * 1000)
