"""A proxy before telegram-test-api 4.2.1 that answers what this lacks of the Bot API.

What the bot and she send is taken, numbered and handed on by telegram-test-api. By its source it
lacks, and https://core.telegram.org/bots/api asks for:

- getUpdates: held open while there is nothing; an update comes again until ``offset`` confirms it;
  refused while there is a webhook. (It answers at once, gives each update once.)
- setWebhook: sends the ``secret_token``, and brings an update again until it is taken. (It sends no
  secret, and ends when it is refused.)
- sendMessage: answers a Message. (Its date is in milliseconds, and what we sent stands in it
  unread.)
- CallbackQuery has a ``chat_instance``; answerCallbackQuery knows the queries. (It takes any.)
- deleteMessages, setMyCommands, sendChatAction, leaveChat. (It does not know them.)

All else goes to it and comes back unchanged.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession, TCPConnector, web
from aiohttp.test_utils import TestServer

Params = dict[str, Any]
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_HOLDS = 1.0  # seconds, however long the bot would wait: at the end of a test nobody waits for it
_AGAIN = 0.05  # seconds


class Refusal(Exception):
    """A call that the Bot API refuses, with its status and description."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status


@dataclass
class Gaps:
    """One bot at telegram-test-api at ``behind``."""

    behind: str
    http: ClientSession
    token: str
    url: str = ""
    calls: list[tuple[str, Params]] = field(default_factory=list)
    updates: dict[int, Params] = field(default_factory=dict)
    confirmed: list[int] = field(default_factory=list)
    expected: int = 0  # how many confirmations there will be
    sends: asyncio.Event = field(default_factory=asyncio.Event)  # unset: what is sent is held up
    hook: Params = field(default_factory=dict)
    _waiting: list[Params] = field(default_factory=list)
    _to_bring: asyncio.Queue[Params] = field(default_factory=asyncio.Queue)
    _queries: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.sends.set()

    def of(self, method: str) -> list[Params]:
        """The parameters of each call of this method."""
        return [params for name, params in self.calls if name == method]

    def redeliver(self, update_id: int) -> None:
        """The same update comes once more."""
        self.expected += 1
        self._take(self.updates[update_id])

    def is_quiet(self) -> bool:
        """Whether the bot has confirmed all that it was and will be given."""
        return len(self.confirmed) >= self.expected

    async def ask(self, path: str, params: Params) -> Params:
        """A request to telegram-test-api, as its own client makes it."""
        async with self.http.post(f"{self.behind}/{path}", json=params) as answer:
            told: Params = await answer.json()
            return told

    async def bring(self) -> None:
        """Bring updates to the webhook one after the other, each until it is taken."""
        while True:
            update = await self._to_bring.get()
            while not await self._brought(update):  # noqa: ASYNC110  # it is another server
                await asyncio.sleep(_AGAIN)
            self.confirmed.append(update["update_id"])

    async def _brought(self, update: Params) -> bool:
        headers = {SECRET_HEADER: self.hook.get("secret_token", "")}
        try:
            async with self.http.post(self.hook["url"], json=update, headers=headers) as answer:
                return answer.ok
        except ClientError:
            return False

    def arrived(self, update: Params) -> None:
        """telegram-test-api has made an update of what she did."""
        for kind in ("message", "callback_query"):
            update.get(kind, {}).pop("botToken", None)  # its own; the Bot API has no such field
        if query := update.get("callback_query"):
            query["chat_instance"] = str(query["from"]["id"])
            self._queries.add(query["id"])
        self.updates[update["update_id"]] = update
        self._take(update)

    def _take(self, update: Params) -> None:
        if self.hook:
            self._to_bring.put_nowait(update)
        else:
            self._waiting.append(update)

    async def do_get_updates(self, params: Params) -> list[Params]:
        if self.hook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        if offset := int(params.get("offset", 0)):
            done = [update["update_id"] for update in self._waiting]
            self.confirmed += [number for number in done if number < offset]
            self._waiting = [u for u in self._waiting if u["update_id"] >= offset]
        ends = asyncio.get_running_loop().time() + min(float(params.get("timeout", 0)), _HOLDS)
        while True:
            fresh = await self.ask(f"bot{self.token}/getUpdates", {})
            for update in fresh["result"]:
                self.arrived(update)
            if self._waiting or asyncio.get_running_loop().time() >= ends:
                return self._waiting[: int(params.get("limit", 100))]
            await asyncio.sleep(0.01)

    async def do_set_webhook(self, params: Params) -> bool:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", params.get("secret_token", "-")):
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        self.hook = params
        await self.ask(f"bot{self.token}/setWebhook", params | {"url": f"{self.url}/brought"})
        return True

    async def do_delete_webhook(self, _: Params) -> bool:
        self.hook = {}
        await self.ask(f"bot{self.token}/deleteWebhook", {})
        return True

    async def do_send_message(self, params: Params) -> Params:
        told = (await self.ask(f"bot{self.token}/sendMessage", params))["result"]
        message = {name: told[name] for name in ("message_id", "chat", "text")}
        return message | {"date": told["date"] // 1000}

    async def do_answer_callback_query(self, params: Params) -> bool:
        if params["callback_query_id"] not in self._queries:
            raise Refusal(
                400,
                "Bad Request: query is too old and response timeout expired or query ID is invalid",
            )
        if len(params.get("text", "")) > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        return True

    async def do_delete_messages(self, params: Params) -> bool:
        ids = params["message_ids"]
        if not 1 <= len(ids) <= 100:
            raise Refusal(400, "Bad Request: from 1 to 100 message identifiers are expected")
        for number in ids:  # those that are not there are skipped
            one = {"chat_id": params["chat_id"], "message_id": number}
            await self.ask(f"bot{self.token}/deleteMessage", one)
        return True

    async def do_set_my_commands(self, params: Params) -> bool:
        for command in params["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        return True

    async def do_nothing(self, _: Params) -> bool:
        """Nobody sees that the bot is typing, or that it has left."""
        return True


_FILLED = {
    "getUpdates": Gaps.do_get_updates,
    "setWebhook": Gaps.do_set_webhook,
    "deleteWebhook": Gaps.do_delete_webhook,
    "sendMessage": Gaps.do_send_message,
    "answerCallbackQuery": Gaps.do_answer_callback_query,
    "deleteMessages": Gaps.do_delete_messages,
    "setMyCommands": Gaps.do_set_my_commands,
    "sendChatAction": Gaps.do_nothing,
    "leaveChat": Gaps.do_nothing,
}


@asynccontextmanager
async def gaps_filled(behind: str, token: str) -> AsyncIterator[Gaps]:
    """A bot of telegram-test-api as the Bot API has it; ``url`` is what the bot is to call."""
    # Its server lets go of idle connections when it likes.
    async with ClientSession(connector=TCPConnector(force_close=True)) as http:
        gaps = Gaps(behind, http, token)
        app = web.Application()

        async def call(request: web.Request) -> web.Response:
            return await _call(gaps, request)

        async def brought(request: web.Request) -> web.Response:
            gaps.arrived(await request.json())
            return web.Response()

        app.router.add_post("/brought", brought)
        app.router.add_post(f"/bot{token}/{{method}}", call)
        async with TestServer(app) as server:
            gaps.url = str(server.make_url("/")).rstrip("/")
            bringing = asyncio.create_task(gaps.bring())
            yield gaps
            bringing.cancel()


async def _call(gaps: Gaps, request: web.Request) -> web.Response:
    method = request.match_info["method"]
    params = {name: _read(str(value)) for name, value in (await request.post()).items()}
    gaps.calls.append((method, params))
    if method == "sendMessage":
        await gaps.sends.wait()
        if request.transport is None:  # the bot died meanwhile: it was never sent
            return web.Response()
    if method not in _FILLED:
        return web.json_response(await gaps.ask(f"bot{gaps.token}/{method}", params))
    try:
        result = await _FILLED[method](gaps, params)
    except Refusal as no:
        body = {"ok": False, "error_code": no.status, "description": str(no)}
        return web.json_response(body, status=no.status)
    return web.json_response({"ok": True, "result": result})


def _read(value: str) -> Any:
    """Lists and objects come as JSON in a form."""
    return json.loads(value) if value[:1] in {"[", "{"} else value
