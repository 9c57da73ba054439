"""A strict Bot API on loopback: the real one's limits and errors, as its documentation states them.

Source: https://core.telegram.org/bots/api (sendMessage, getUpdates, deleteMessages, getFile,
making requests); the error texts are those that the real server was reported to send.
"""

import asyncio
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from tests.connectors.telegram.files import Shelf

TOKEN = "123456:TEST-token-of-nobody"
_TAGS = re.compile(r"</?(?:b|i|u|s|code|pre|a)(?: [^<>]*)?>")
_STRAY = re.compile(r"<|&(?!(?:lt|gt|amp|quot|#\d+);)")
Params = dict[str, Any]


@dataclass
class Fault:
    """What goes wrong at a call. ``after``: it is done all the same, only the answer is lost."""

    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    drop: bool = False
    after: bool = False


TOO_MANY = Fault(429, "Too Many Requests: retry after 1", retry_after=1)
BLOCKED = Fault(403, "Forbidden: bot was blocked by the user")
DROPPED_AFTER = Fault(drop=True, after=True)


@dataclass
class Sent:
    """A message of the bot."""

    chat: int
    id: int
    text: str
    params: Params
    at: float

    @property
    def buttons(self) -> list[dict[str, str]]:
        """Its buttons, row after row."""
        markup = self.params.get("reply_markup") or {}
        return [button for row in markup.get("inline_keyboard", []) for button in row]

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return [button["text"] for button in self.buttons]

    def button(self, label: str) -> str:
        """The data of the button with this label."""
        return next(b["callback_data"] for b in self.buttons if b["text"] == label)


class Refusal(Exception):
    """A call that the Bot API refuses."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.description)
        self.fault = fault


@dataclass
class BotApi:
    """The server's state, and what a test may do to it."""

    sent: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, Params]] = field(default_factory=list)
    deleted: set[tuple[int, int]] = field(default_factory=set)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    later: dict[str, dict[int, Fault]] = field(default_factory=lambda: defaultdict(dict))
    hers: dict[int, list[Params]] = field(default_factory=lambda: defaultdict(list))
    blocked_by: set[int] = field(default_factory=set)
    too_old: set[int] = field(default_factory=set)
    webhook: Params = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    url: str = ""
    _updates: list[Params] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _update_ids: "count[int]" = field(default_factory=lambda: count(70_001))
    _message_ids: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def base_url(self) -> str:
        """What OSSO_TELEGRAM_API_URL is set to."""
        return self.url

    def is_empty(self) -> bool:
        """Whether every update was confirmed."""
        return not self._updates

    def of(self, method: str) -> list[Params]:
        """The parameters of each call of this method."""
        return [params for name, params in self.calls if name == method]

    def texts(self, chat: int) -> list[str]:
        """What this chat shows of the bot's messages."""
        return [m.text for m in self.sent if m.chat == chat and (chat, m.id) not in self.deleted]

    # What happens at her phone.

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

    # What the bot calls.

    async def call(self, method: str, params: Params) -> Any:
        """Do one call; raises Refusal."""
        self.calls.append((method, params))
        fault = self._fault(method)
        if fault and not fault.after:
            raise Refusal(fault)
        do = cast("Callable[[Params], Any] | None", getattr(self, f"_do_{method}", None))
        if do is None:
            raise Refusal(Fault(404, "Not Found"))
        result = await do(params)
        if fault:
            raise Refusal(fault)
        return result

    def _fault(self, method: str) -> Fault | None:
        """The next one laid out; ``later`` counts down the calls that go well before it."""
        waiting = self.later[method]
        self.later[method] = {calls - 1: fault for calls, fault in waiting.items()}
        if fault := self.later[method].pop(-1, None):
            return fault
        return self.faults[method].popleft() if self.faults[method] else None

    async def _do_getMe(self, _: Params) -> Params:  # noqa: N802  # the Bot API's own name
        return {"id": 1, "is_bot": True, "first_name": "OSSO", "username": "osso_bot"}

    async def _do_getUpdates(self, params: Params) -> list[Params]:  # noqa: N802
        if self.webhook.get("url"):
            raise Refusal(Fault(409, "Conflict: can't use getUpdates method while webhook is set"))
        if offset := int(params.get("offset", 0)):
            self._updates = [u for u in self._updates if u["update_id"] >= offset]
        if not self._updates:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), min(float(params.get("timeout", 0)), 2))
            except TimeoutError:
                return []
        return self._updates[: int(params.get("limit", 100))]

    async def _do_setWebhook(self, params: Params) -> bool:  # noqa: N802
        self.webhook = params
        return True

    async def _do_deleteWebhook(self, _: Params) -> bool:  # noqa: N802
        self.webhook = {}
        return True

    async def _do_sendMessage(self, params: Params) -> Params:  # noqa: N802
        chat, text = int(params["chat_id"]), str(params["text"])
        if chat in self.blocked_by:
            raise Refusal(BLOCKED)
        plain = _parsed(text) if params.get("parse_mode") == "HTML" else text
        if not plain.strip():
            raise Refusal(Fault(400, "Bad Request: message text is empty"))
        if len(plain.encode("utf-16-le")) > 2 * 4096:
            raise Refusal(Fault(400, "Bad Request: message is too long"))
        _check_keyboard(params.get("reply_markup") or {})
        sent = Sent(chat, next(self._message_ids), plain, params, time.monotonic())
        self.sent.append(sent)
        return {
            "message_id": sent.id,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private"},
            "text": plain,
        }

    async def _do_sendChatAction(self, _: Params) -> bool:  # noqa: N802
        return True

    async def _do_answerCallbackQuery(self, params: Params) -> bool:  # noqa: N802
        if len(str(params.get("text") or "")) > 200:
            raise Refusal(Fault(400, "Bad Request: MESSAGE_TOO_LONG"))
        return True

    async def _do_deleteMessages(self, params: Params) -> bool:  # noqa: N802
        ids = params["message_ids"]
        if not 1 <= len(ids) <= 100:
            raise Refusal(Fault(400, "Bad Request: message_ids must be 1-100"))
        if self.too_old.intersection(int(number) for number in ids):
            raise Refusal(Fault(400, "Bad Request: message can't be deleted for everyone"))
        self.deleted.update((int(params["chat_id"]), int(number)) for number in ids)
        return True

    async def _do_setMyCommands(self, params: Params) -> bool:  # noqa: N802
        for command in params["commands"]:
            if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]):
                raise Refusal(Fault(400, "Bad Request: BOT_COMMAND_INVALID"))
            if not 1 <= len(command["description"]) <= 256:
                raise Refusal(Fault(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"))
        return True

    async def _do_getFile(self, params: Params) -> Params:  # noqa: N802
        file = self.shelf.files.get(str(params["file_id"]))
        if file is None:
            raise Refusal(Fault(400, "Bad Request: invalid file_id"))
        if len(file.content) > 20_000_000:
            raise Refusal(Fault(400, "Bad Request: file is too big"))
        return self.shelf.lend(file)

    async def _do_leaveChat(self, _: Params) -> bool:  # noqa: N802
        return True


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


def _parsed(text: str) -> str:
    without = _TAGS.sub("", text)
    if _STRAY.search(without):
        raise Refusal(Fault(400, "Bad Request: can't parse entities: unsupported start tag"))
    return without.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _check_keyboard(markup: Params) -> None:
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
                raise Refusal(Fault(400, "Bad Request: BUTTON_DATA_INVALID"))


def _user(chat: int, language: str) -> Params:
    return {"id": chat, "is_bot": False, "first_name": "L", "language_code": language}
