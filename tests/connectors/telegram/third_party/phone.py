"""Her Telegram: what she does there, and what she sees, as telegram-test-api keeps it."""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

from tests.connectors.telegram.room import LAN
from tests.connectors.telegram.third_party.gaps import Gaps, Params


@dataclass(frozen=True)
class Shown:
    """A message of the bot in her chat."""

    id: int
    text: str
    buttons: dict[str, str]


@dataclass
class Phone:
    """One woman's chat with the bot."""

    api: Gaps
    chat: int = LAN
    language: str = "vi"

    async def writes(self, text: str) -> None:
        """She writes words or a command."""
        if text.startswith("/"):
            entity = {"type": "bot_command", "offset": 0, "length": len(text)}
            await self._does("sendCommand", self._message(text) | {"entities": [entity]})
        else:
            await self._does("sendMessage", self._message(text))

    async def taps(self, label: str) -> None:
        """She taps the last button with this label."""
        shown = [message for message in await self.sees() if label in message.buttons][-1]
        below = {"message_id": shown.id, "date": int(time.time()), "chat": self._chat()}
        tap = {"from": self._her(), "message": below, "data": shown.buttons[label]}
        await self._does("sendCallback", tap)

    async def sees(self) -> list[Shown]:
        """What the bot's side of the chat shows now."""
        history = await self.api.ask("getUpdatesHistory", {"token": self.api.token})
        return [
            _shown(one)
            for one in history["result"]
            if str(one.get("message", {}).get("chat_id")) == str(self.chat)
        ]

    async def texts(self) -> list[str]:
        return [shown.text for shown in await self.sees()]

    async def until_she_reads(self, words: str, within: float = 15.0) -> str:
        """The last message with these words; fails after ``within`` seconds."""
        found: list[str] = []

        def has(texts: list[str]) -> bool:
            found[:] = [text for text in texts if words in text]
            return bool(found)

        await self.until(has, within)
        return found[-1]

    async def until(self, so: Callable[[list[str]], bool], within: float = 15.0) -> None:
        """Wait until what she sees is so."""
        deadline = time.monotonic() + within
        while not so(texts := await self.texts()):
            assert time.monotonic() < deadline, f"she sees only {[text[:60] for text in texts]}"
            await asyncio.sleep(0.02)

    async def _does(self, what: str, params: Params) -> None:
        """One thing at a time: with a webhook telegram-test-api numbers two at once alike."""
        before = len(self.api.updates)
        self.api.expected += 1
        await self.api.ask(what, params | {"botToken": self.api.token})
        async with asyncio.timeout(10):
            while self.api.hook and len(self.api.updates) == before:  # noqa: ASYNC110  # as above
                await asyncio.sleep(0.005)

    def _message(self, text: str) -> Params:
        now = int(time.time())
        return {"from": self._her(), "chat": self._chat(), "date": now, "text": text}

    def _her(self) -> Params:
        return {
            "id": self.chat,
            "is_bot": False,
            "first_name": "L",
            "language_code": self.language,
        }

    def _chat(self) -> Params:
        return {"id": self.chat, "type": "private", "first_name": "L"}


def _shown(kept: dict[str, Any]) -> Shown:
    message = kept["message"]
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = {button["text"]: button["callback_data"] for row in rows for button in row}
    return Shown(kept["messageId"], unescape(re.sub(r"</?i>", "", message["text"])), buttons)
