"""Women who write one message each, over plain HTTP, while the office is at work."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

_WITHIN = 10.0  # seconds for a reply


@dataclass(frozen=True)
class Women:
    """The way to the chat of a running service."""

    http: aiohttp.ClientSession
    url: str

    async def one_writes(self, text: str) -> str:
        """A new woman's message is acknowledged; gives her session."""
        body = {"type": "message", "id": str(uuid.uuid4()), "text": text}
        async with self.http.post(f"{self.url}/chat/messages", json=body) as answer:
            frames = {frame["type"]: frame for frame in json.loads(await answer.text())["frames"]}
        assert "ack" in frames, frames
        return str(frames["welcome"]["session"])

    async def replies(self, session: str) -> list[dict[str, Any]]:
        """The assistant's messages to her so far."""
        address = f"{self.url}/chat/messages?after=0"
        headers = {"Authorization": f"Bearer {session}"}
        async with self.http.get(address, headers=headers) as answer:
            frames = json.loads(await answer.text())["frames"]
        return [frame for frame in frames if frame.get("from") == "assistant"]

    async def one_is_told(self, text: str) -> dict[str, Any]:
        """The first reply to a new woman's message."""
        return (await self.answered(await self.one_writes(text)))[0]

    async def answered(self, session: str) -> list[dict[str, Any]]:
        """The assistant's messages to her, as soon as there is one."""
        async with asyncio.timeout(_WITHIN):
            while not (replies := await self.replies(session)):  # noqa: ASYNC110  # she asks
                await asyncio.sleep(0.02)
        return replies


@dataclass
class Stream:
    """Women who go on writing the same, one after the other, until the context ends."""

    women: Women
    text: str
    sessions: list[str] = field(default_factory=list)

    async def answers(self) -> list[list[str | None]]:
        """For each acknowledged message the entries it was answered with; None: no entry."""
        found = [await self.women.answered(session) for session in self.sessions]
        return [[reply["faq"] for reply in replies] for replies in found]

    async def run(self, every: float) -> None:
        while True:
            self.sessions.append(await self.women.one_writes(self.text))
            await asyncio.sleep(every)


@asynccontextmanager
async def women_at(url: str) -> AsyncIterator[Women]:
    async with aiohttp.ClientSession() as http:
        yield Women(http, url)


@asynccontextmanager
async def a_stream(women: Women, text: str, every: float = 0.1) -> AsyncIterator[Stream]:
    """``every``: seconds between two messages."""
    stream = Stream(women, text)
    running = asyncio.create_task(stream.run(every))
    try:
        yield stream
        assert not running.done(), "a message was not acknowledged"
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
