"""A woman at the web chat's socket, and the counsellor she reaches, at a running service."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse
from aiohttp.test_utils import BaseTestServer
from yarl import URL

from tests.desk.visitor import PASSWORD, Visitor
from tests.running import RunningService

_WITHIN = 15.0  # seconds; the machine may be busy
Frame = dict[str, Any]


@dataclass
class HerChat:
    """One open screen."""

    line: ClientWebSocketResponse
    seen: list[Frame] = field(default_factory=list)

    async def says(self, text: str) -> None:
        """She writes, and it is acknowledged."""
        frame_id = str(uuid.uuid4())
        await self.line.send_json({"type": "message", "id": frame_id, "text": text})
        await self.until("ack", id=frame_id)

    async def taps(self, choice: str) -> None:
        await self.line.send_json({"type": "choice", "id": str(uuid.uuid4()), "choice": choice})

    async def is_answered(self, sender: str = "assistant", **fields: Any) -> Frame:
        return await self.until("message", **{"from": sender}, **fields)

    async def until(self, kind: str, **fields: Any) -> Frame:
        """Read on until a frame of this kind with these fields."""
        async with asyncio.timeout(_WITHIN):
            while True:
                frame: Frame = json.loads((await self.line.receive()).data)
                self.seen.append(frame)
                if frame["type"] == kind and fields.items() <= frame.items():
                    return frame


@asynccontextmanager
async def her_chat(url: str, language: str | None = None) -> AsyncIterator[HerChat]:
    async with (
        ClientSession() as http,
        http.ws_connect(f"{url}/chat/socket", headers={"Origin": url}) as line,
    ):
        chat = HerChat(line)
        await line.send_json({"type": "hello", "session": None, "after": 0, "language": language})
        await chat.until("state")
        yield chat


@dataclass
class _Server:
    url: str

    def make_url(self, path: str) -> URL:
        return URL(self.url + path)


def the_desk(service: RunningService) -> BaseTestServer:
    """The service, as Visitor takes a server."""
    return _Server(service.url)  # type: ignore[return-value]


@asynccontextmanager
async def a_counsellor_at(service: RunningService) -> AsyncIterator[Visitor]:
    """Signed in for the first time, with her own password."""
    login, first = service.login
    async with Visitor(the_desk(service)) as visitor:
        await visitor.sign_in(login, first)
        changed = await visitor.post("/desk/password", old=first, new=PASSWORD, again=PASSWORD)
        assert changed.status == 303, changed.text[-2000:]
        await visitor.sign_in(login)
        yield visitor
