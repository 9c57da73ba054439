"""The women, one class for each way in. Each writes when she is told to and waits for the reply."""

import asyncio
import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from benchmarks.load.meter import Meter
from benchmarks.load.script import Line
from tests.connectors.telegram.bot_api import BotApi

PATIENCE = 30.0  # seconds for a reply; then it counts as missing
RESTS = 1.2  # seconds after a reply: she reads it, and what follows belongs to it
Frame = dict[str, Any]


@dataclass(eq=False)
class WomanUnderLoad:
    """``address``: the network address she comes from, as a proxy would say it."""

    url: str
    http: aiohttp.ClientSession
    address: str
    lines: Iterator[Line]
    meter: Meter
    way: str = ""
    rested: float = 0.0
    seen: "set[int]" = field(default_factory=set)

    async def begin(self) -> None:
        """Open her chat."""

    async def end(self) -> None:
        """Close it."""

    async def write(self, due: float) -> None:
        """Her next message, which was due at ``due`` (time.monotonic)."""
        line, self.meter.sent = next(self.lines), self.meter.sent + 1
        try:
            async with asyncio.timeout(PATIENCE):
                await self._exchange(line.text)
        except TimeoutError:
            what = f"no reply in {PATIENCE:.0f} s by {self.way} to: {line.text[:40]}"
            self.meter.trouble[what] += 1
        except (aiohttp.ClientError, OSError, RuntimeError) as error:
            self.meter.trouble[f"{type(error).__name__} {error} by {self.way}"[:80]] += 1
        else:
            self.meter.seconds[line.kind, self.way].append(time.monotonic() - due)
        self.rested = time.monotonic() + RESTS

    async def _exchange(self, text: str) -> None:
        """Send, be acknowledged, and wait for the first reply."""
        raise NotImplementedError

    def _headers(self) -> dict[str, str]:
        return {"Origin": self.url, "X-Forwarded-For": self.address}

    def _count(self, frame: Frame) -> None:
        if frame["type"] == "message":
            if frame["seq"] in self.seen:
                self.meter.trouble["a message came twice"] += 1
            self.seen.add(frame["seq"])
            self.meter.heard(frame["text"])


class AtASocket(WomanUnderLoad):
    """Her chat is open all the time."""

    way = "socket"
    _line: aiohttp.ClientWebSocketResponse

    async def begin(self) -> None:
        """Open her chat."""
        self.way = "socket"
        self._line = await self.http.ws_connect(
            f"{self.url}/chat/socket", headers=self._headers(), max_msg_size=0
        )
        await self._line.send_json({"type": "hello", "session": None, "after": 0})

    async def end(self) -> None:
        """Close it."""
        await self._line.close()

    async def greet(self) -> None:
        """One word, and its answer; nothing of it is measured."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._exchange("dạ")
        except (TimeoutError, aiohttp.ClientError, OSError, RuntimeError) as error:
            self.meter.trouble[type(error).__name__] += 1

    async def _exchange(self, text: str) -> None:
        await self._read_what_came()
        name, sent = str(uuid.uuid4()), time.monotonic()
        await self._line.send_json({"type": "message", "id": name, "text": text})
        acknowledged = None
        while True:
            frame = await self._receive(PATIENCE)
            if frame["type"] == "error":
                raise RuntimeError(frame["code"])
            if frame["type"] == "ack" and frame["id"] == name:
                acknowledged = frame["seq"]
                self.meter.acks.append(time.monotonic() - sent)
            is_reply = frame["type"] == "message" and frame["from"] != "woman"
            if is_reply and (acknowledged is None or frame["seq"] > acknowledged):
                return

    async def _read_what_came(self) -> None:
        try:
            while True:
                await self._receive(0.001)
        except TimeoutError:
            return

    async def _receive(self, within: float) -> Frame:
        received = await self._line.receive(timeout=within)
        if received.type is not aiohttp.WSMsgType.TEXT:
            raise RuntimeError(f"socket ended {received.data}")
        frame: Frame = json.loads(received.data)
        self._count(frame)
        return frame


class ByRequests(WomanUnderLoad):
    """Her network breaks sockets: plain requests, and one that waits for news."""

    _session: str | None = None
    _after = 0

    async def begin(self) -> None:
        """Nothing is open between two requests."""
        self.way = "requests"

    async def _exchange(self, text: str) -> None:
        body = {"type": "message", "id": str(uuid.uuid4()), "text": text}
        sent = time.monotonic()
        async with self.http.post(
            f"{self.url}/chat/messages", json=body, headers=self._signed()
        ) as answer:
            frames = {frame["type"]: frame for frame in (await answer.json())["frames"]}
        if "ack" not in frames:
            raise RuntimeError(frames.get("error", {}).get("code", "no ack"))
        self.meter.acks.append(time.monotonic() - sent)
        if "welcome" in frames:
            self._session = frames["welcome"]["session"]
        written = frames["ack"]["seq"]
        while not await self._is_answered(written):
            pass

    async def _is_answered(self, written: int) -> bool:
        address = f"{self.url}/chat/messages?after={self._after}&wait=20"
        async with self.http.get(address, headers=self._signed()) as answer:
            frames = (await answer.json())["frames"]
        answered = False
        for frame in frames:
            if frame["type"] == "error":
                raise RuntimeError(frame["code"])
            self._count(frame)
            if frame["type"] == "message":
                self._after = frame["seq"]
                answered |= frame["from"] != "woman" and frame["seq"] > written
        return answered

    def _signed(self) -> dict[str, str]:
        signed = {"Authorization": f"Bearer {self._session}"} if self._session else {}
        return self._headers() | signed


@dataclass(eq=False)
class OnTelegram(WomanUnderLoad):
    """She writes to the bot; its Bot API is on loopback."""

    api: BotApi | None = None
    chat: int = 0
    mailbox: "asyncio.Queue[float]" = field(default_factory=asyncio.Queue)

    async def begin(self) -> None:
        """She presses Start, and reads what she is told."""
        self.way = "telegram"
        async with asyncio.timeout(PATIENCE):
            await self._exchange("/start")
        self.rested = time.monotonic() + RESTS

    async def _exchange(self, text: str) -> None:
        while not self.mailbox.empty():
            self.mailbox.get_nowait()
        if self.api:
            self.api.write(self.chat, text)
        await self.mailbox.get()


async def sort_the_mail(api: BotApi, women: list[OnTelegram]) -> None:
    """Hand each message that the bot sends to the woman of its chat, for ever."""
    by_chat, read = {woman.chat: woman for woman in women}, 0
    while True:
        for sent in api.sent[read:]:
            read += 1
            if woman := by_chat.get(sent.chat):
                woman.mailbox.put_nowait(sent.at)
        await asyncio.sleep(0.005)
