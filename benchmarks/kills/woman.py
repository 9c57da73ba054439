"""A woman at the chat who keeps to the protocol as the page does, whatever happens to the line.

One message is on its way at a time, with the same id at every try, until it is acknowledged; after
a break she says from which message on she has seen nothing (docs/webchat-protocol.md).
"""

import asyncio
import contextlib
import random
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from benchmarks.figures import DANGER
from benchmarks.kills.script import Script

YES = "consent.yes"
PAUSE = (1.0, 3.0)  # seconds between two messages; a session may send one a second
ANSWERED_WITHIN = 12.0  # seconds for an ack, as the page waits
BROKEN = (aiohttp.ClientError, OSError, TimeoutError, ValueError, EOFError)

Frame = dict[str, Any]


@dataclass
class Sent:
    """One message of hers; ``seq`` once it was acknowledged."""

    text: str
    choice: str | None = None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    seq: int | None = None
    refused: int = 0

    @property
    def frame(self) -> Frame:
        """As it is sent, every time."""
        if self.choice:
            return {"type": "choice", "id": self.id, "choice": self.choice}
        return {"type": "message", "id": self.id, "text": self.text}


@dataclass
class Woman:
    """``in_danger``: her first words are a cry for help, and she says yes to a counsellor.

    ``told_after``: seconds from each sending until she knew that it is saved, or that it is not.
    """

    http: aiohttp.ClientSession
    url: str
    script: Script
    chosen: random.Random
    number: int
    in_danger: bool = False
    session: str | None = None
    sent: list[Sent] = field(default_factory=list)
    screen: list[Frame] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    breaks: int = 0
    told_after: list[float] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """The last message on her screen."""
        return self.screen[-1]["seq"] if self.screen else 0

    async def writes(self, enough: asyncio.Event) -> None:
        """Until ``enough``, and then until everything is acknowledged."""
        waiting: Sent | None = self._next()
        while waiting or not enough.is_set():
            try:
                async with self._line() as line:
                    while waiting or not enough.is_set():
                        waiting = waiting or self._next()
                        await self._say(line, waiting)
                        waiting = None
                        await self._read(line, self.chosen.uniform(*PAUSE))
            except BROKEN:
                self.breaks += 1
                await asyncio.sleep(self.chosen.uniform(0.1, 0.6))

    async def asks(self, question: str) -> Frame:
        """Send one question; the assistant's reply."""
        async with self._line() as line:
            await self._say(line, Sent(question))
            while (frame := await self._frame(line))["type"] != "message" or (
                frame["from"] != "assistant"
            ):
                pass
        return frame

    async def reads_all(self) -> list[Frame]:
        """The whole conversation, as a new screen shows it."""
        body = {"type": "hello", "session": self.session, "after": 0, "language": "vi"}
        async with self.http.post(
            f"{self.url}/chat/messages", json=body, headers=self._headers()
        ) as answer:
            frames = (await answer.json())["frames"]
        return [frame for frame in frames if frame["type"] == "message"]

    def _next(self) -> Sent:
        if self.in_danger and not self.sent:
            message = Sent(DANGER)
        elif self.in_danger and len(self.sent) == 1:
            message = Sent("", YES)
        else:
            message = Sent(self.script.question())
        self.sent.append(message)
        return message

    @contextlib.asynccontextmanager
    async def _line(self) -> Any:
        async with self.http.ws_connect(
            f"{self.url}/chat/socket",
            headers=self._headers(),
            timeout=aiohttp.ClientWSTimeout(ws_close=1),
        ) as line:
            await line.send_json(
                {"type": "hello", "session": self.session, "after": self.seen, "language": "vi"}
            )
            await self._until(line, "state", None)
            yield line

    def _headers(self) -> dict[str, str]:
        """Each from an address of her own, of those that belong to nobody (RFC 2544)."""
        return {"Origin": self.url, "X-Forwarded-For": f"198.18.1.{self.number % 250 + 1}"}

    async def _say(self, line: aiohttp.ClientWebSocketResponse, message: Sent) -> None:
        while message.seq is None:
            began = time.monotonic()
            await line.send_json(message.frame)
            if (answer := await self._until(line, "ack", message.id))["type"] == "ack":
                message.seq = answer["seq"]
                self.told_after.append(time.monotonic() - began)
            else:
                message.refused += 1
                self.told_after.append(time.monotonic() - began)
                await asyncio.sleep(2)

    async def _until(
        self, line: aiohttp.ClientWebSocketResponse, kind: str, frame_id: str | None
    ) -> Frame:
        """Read up to the frame of this kind, or the refusal of ``frame_id``."""
        async with asyncio.timeout(ANSWERED_WITHIN):
            while True:
                frame = await self._frame(line)
                if frame["type"] in {kind, "error"} and frame.get("id") == frame_id:
                    return frame

    async def _read(self, line: aiohttp.ClientWebSocketResponse, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    await self._frame(line)

    async def _frame(self, line: aiohttp.ClientWebSocketResponse) -> Frame:
        received = await line.receive()
        if received.type is not aiohttp.WSMsgType.TEXT:
            raise EOFError
        frame: Frame = received.json()
        if frame["type"] == "welcome":
            self._welcomed(frame["session"])
        elif frame["type"] == "message":
            self._shown(frame)
        return frame

    def _welcomed(self, session: str) -> None:
        if self.session not in {None, session} and self.seen:
            self.problems.append("her conversation was replaced by an empty one")
        self.session = session

    def _shown(self, frame: Frame) -> None:
        if frame["seq"] != self.seen + 1:
            self.problems.append(f"message {frame['seq']} was shown after {self.seen}")
        self.screen.append(frame)
