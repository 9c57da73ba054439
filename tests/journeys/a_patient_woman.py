"""A woman who writes on whatever happens to the line, as the chat page does by itself."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp

_AGAIN = 0.1  # seconds before she tries a line anew
_PACE = 0.3  # seconds between two messages
_TROUBLE = (aiohttp.ClientError, OSError, ConnectionError, TimeoutError)
Frame = dict[str, Any]


@dataclass
class PatientWoman:
    """``said``: what was acknowledged, in order. ``closed``: with which codes her lines ended."""

    http: aiohttp.ClientSession
    url: str
    name: str
    session: str | None = None
    said: list[str] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def write_on(self, over: asyncio.Event) -> None:
        """Write one message after the other until ``over``."""
        raise NotImplementedError

    def _next(self) -> Frame:
        number = next(self._numbers)
        return {"type": "message", "id": f"{self.name}-{number}", "text": f"{self.name} {number}"}

    async def history(self) -> list[Frame]:
        """Every message of her conversation."""
        headers = {"Authorization": f"Bearer {self.session}"}
        found: list[Frame] = []
        while True:
            after = found[-1]["seq"] if found else 0
            address = f"{self.url}/chat/messages?after={after}"
            async with self.http.get(address, headers=headers) as answer:
                frames = json.loads(await answer.text())["frames"]
            if any(frame["type"] == "error" for frame in frames):  # she has asked too often
                await asyncio.sleep(1)
                continue
            new = [frame for frame in frames if frame["type"] == "message"]
            if not new:
                return found
            found += new


class AtASocket(PatientWoman):
    """She has the socket open all the time."""

    async def write_on(self, over: asyncio.Event) -> None:
        """Write one message after the other until ``over``."""
        frame = self._next()
        while not over.is_set():
            try:
                async with self.http.ws_connect(
                    f"{self.url}/chat/socket", headers={"Origin": self.url}
                ) as line:
                    await line.send_json({"type": "hello", "session": self.session, "after": 0})
                    while not over.is_set() and await self._is_acknowledged(line, frame):
                        self.said.append(frame["text"])
                        frame = self._next()
                        if not await self._reads_on(line):
                            break
            except _TROUBLE:
                await asyncio.sleep(_AGAIN)

    async def _reads_on(self, line: aiohttp.ClientWebSocketResponse) -> bool:
        """What comes before she writes again; False once the line has ended."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_PACE):
                async for received in line:
                    heard = json.loads(received.data)
                    if heard["type"] == "welcome":
                        self.session = heard["session"]
                self.closed.append(line.close_code or 0)
                return False
        return True

    async def _is_acknowledged(self, line: aiohttp.ClientWebSocketResponse, frame: Frame) -> bool:
        """False once the line has ended, in which case nobody knows."""
        await line.send_json(frame)
        async for received in line:
            heard = json.loads(received.data)
            if heard["type"] == "welcome":
                self.session = heard["session"]
            if heard["type"] == "ack" and heard["id"] == frame["id"]:
                return True
            if heard["type"] == "error":  # too often, or not saved: again in a moment
                await asyncio.sleep(1)
                await line.send_json(frame)
        self.closed.append(line.close_code or 0)
        return False


class ByRequests(PatientWoman):
    """Her network breaks sockets."""

    async def write_on(self, over: asyncio.Event) -> None:
        """Write one message after the other until ``over``."""
        frame = self._next()
        while not over.is_set():
            headers = {"Authorization": f"Bearer {self.session}"} if self.session else {}
            try:
                async with self.http.post(
                    f"{self.url}/chat/messages", json=frame, headers=headers
                ) as answer:
                    frames = {one["type"]: one for one in json.loads(await answer.text())["frames"]}
            except (*_TROUBLE, ValueError):
                await asyncio.sleep(_AGAIN)
                continue
            if "welcome" in frames:
                self.session = frames["welcome"]["session"]
            if "ack" in frames:
                self.said.append(frame["text"])
                frame = self._next()
            await asyncio.sleep(_PACE)
