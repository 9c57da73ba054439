"""What the bot calls, answered with the real Bot API's limits and errors.

Source: https://core.telegram.org/bots/api (sendMessage, getUpdates, deleteMessages, getFile).
"""

import asyncio
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

from tests.connectors.telegram.files import Shelf
from tests.connectors.telegram.refusals import (
    BLOCKED,
    Fault,
    Params,
    Refusal,
    check_keyboard,
    parsed,
)


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


@dataclass
class Calls:
    """The server's state, and its answer to each call."""

    sent: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, Params]] = field(default_factory=list)
    deleted: set[tuple[int, int]] = field(default_factory=set)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    later: dict[str, dict[int, Fault]] = field(default_factory=lambda: defaultdict(dict))
    blocked_by: set[int] = field(default_factory=set)
    too_old: set[int] = field(default_factory=set)
    webhook: Params = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    _updates: list[Params] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _message_ids: "count[int]" = field(default_factory=lambda: count(1))

    def is_empty(self) -> bool:
        """Whether every update was confirmed."""
        return not self._updates

    def of(self, method: str) -> list[Params]:
        """The parameters of each call of this method."""
        return [params for name, params in self.calls if name == method]

    def texts(self, chat: int) -> list[str]:
        """What this chat shows of the bot's messages."""
        return [m.text for m in self.sent if m.chat == chat and (chat, m.id) not in self.deleted]

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
        plain = parsed(text) if params.get("parse_mode") == "HTML" else text
        if not plain.strip():
            raise Refusal(Fault(400, "Bad Request: message text is empty"))
        if len(plain.encode("utf-16-le")) > 2 * 4096:
            raise Refusal(Fault(400, "Bad Request: message is too long"))
        check_keyboard(params.get("reply_markup") or {})
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
