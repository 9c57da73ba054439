"""The web chat on a real server and a real database, and clients that speak its protocol."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, Self

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, web
from aiohttp.test_utils import BaseTestServer, TestServer

from app.office import Office, build_office
from app.settings import LOOPBACK
from app.web.proxies import see_through
from connectors.webchat.chat import WebChat
from connectors.webchat.routes import add_routes
from connectors.webchat.rules import Rules
from tests.counselling.cast import BOOK, QUICK, SECRET, FakeAssistant, a_database

Frame = dict[str, Any]
_SOON = 5.0
_ids = count(1)


def new_id() -> str:
    return f"client-{next(_ids)}"


@dataclass
class Hall:
    """A running web chat."""

    office: Office
    chat: WebChat
    assistant: FakeAssistant
    server: BaseTestServer
    session: ClientSession

    @asynccontextmanager
    async def screen(self, *args: Any, greet: bool = True, **hello: Any) -> AsyncIterator["Screen"]:
        """A socket that has said hello (``greet=False``: that has not)."""
        async with self.session.ws_connect(self.server.make_url("/chat/socket")) as socket:
            screen = Screen(socket)
            if greet:
                await screen.hello(*args, **hello)
            yield screen

    async def settle(self) -> None:
        """Until the assistant has nothing more to say."""
        await self.office.turns.settle()
        await self.office.outbox.settle()


@dataclass
class Screen:
    """One socket as a client sees it."""

    socket: ClientWebSocketResponse
    session: str = ""
    seen: list[Frame] = field(default_factory=list)

    async def send(self, **frame: Any) -> None:
        await self.socket.send_str(json.dumps(frame))

    async def next(self) -> Frame:
        """The next frame; fails if the socket closes or nothing comes."""
        received = await self.socket.receive(_SOON)
        assert received.type is WSMsgType.TEXT, received
        frame: Frame = json.loads(received.data)
        if frame["type"] == "welcome":
            self.session = frame["session"]
        self.seen.append(frame)
        return frame

    async def until(self, kind: str, **fields: Any) -> Frame:
        """Read on until a frame of this kind with these fields."""
        while True:
            frame = await self.next()
            if frame["type"] == kind and fields.items() <= frame.items():
                return frame

    async def has(self, number: int) -> None:
        """Read on until it has message ``number``."""
        while number not in self.numbers:
            await self.next()

    async def hello(
        self, session: str | None = None, after: int = 0, language: str | None = None
    ) -> list[Frame]:
        """Say hello; what came back, up to the state."""
        before = len(self.seen)
        await self.send(type="hello", session=session, after=after, language=language)
        await self.until("state")
        return self.seen[before:]

    async def say(self, text: str, frame_id: str | None = None) -> Frame:
        """Send a text; its ack or error."""
        await self.send(type="message", id=frame_id or new_id(), text=text)
        return await self._answer()

    async def choose(self, choice: str) -> Frame:
        """Tap a choice; its ack or error."""
        await self.send(type="choice", id=new_id(), choice=choice)
        return await self._answer()

    async def closing(self) -> int | None:
        """The code the server closes with."""
        async with asyncio.timeout(_SOON):
            async for _ in self.socket:
                pass
        return self.socket.close_code

    @property
    def messages(self) -> list[Frame]:
        return [frame for frame in self.seen if frame["type"] == "message"]

    @property
    def numbers(self) -> list[int]:
        return [frame["seq"] for frame in self.messages]

    async def _answer(self) -> Frame:
        while True:
            frame = await self.next()
            if frame["type"] in {"ack", "error"}:
                return frame


@dataclass
class Twin:
    """A client without a socket."""

    hall: Hall
    session: str | None = None
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    async def post(self, **frame: Any) -> list[Frame]:
        return await self.post_raw(json.dumps(frame))

    async def post_raw(self, body: str | bytes | BinaryIO, **headers: str) -> list[Frame]:
        sent = self._auth() | {"Content-Type": "application/json"} | headers
        url = self.hall.server.make_url("/chat/messages")
        async with self.hall.session.post(url, data=body, headers=sent) as answer:
            return self._read(answer.status, dict(answer.headers), await answer.json())

    async def get(self, **query: Any) -> list[Frame]:
        url = self.hall.server.make_url("/chat/messages").with_query(query)
        async with self.hall.session.get(url, headers=self._auth()) as answer:
            return self._read(answer.status, dict(answer.headers), await answer.json())

    async def hello(self) -> Self:
        await self.post(type="hello", session=None, after=0, language=None)
        return self

    def _auth(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.session}"} if self.session else {}

    def _read(self, status: int, headers: dict[str, str], body: Frame) -> list[Frame]:
        self.status, self.headers = status, headers
        frames: list[Frame] = body["frames"]
        for frame in frames:
            if frame["type"] == "welcome":
                self.session = frame["session"]
        return frames


@asynccontextmanager
async def a_hall(
    folder: Path, assistant: FakeAssistant, rules: Rules | None = None
) -> AsyncIterator[Hall]:
    """The web chat of an open office with its database in ``folder``."""
    office = build_office(
        database=a_database(folder),
        secret=SECRET,
        hasher=QUICK,
        book=BOOK,
        assistant=assistant,
    )
    await office.open()
    try:
        app = web.Application(middlewares=[see_through(LOOPBACK)])
        chat = WebChat(office.reception, office.live, rules, returning=office.returning)
        add_routes(app, chat)
        async with TestServer(app) as server, ClientSession() as session:
            yield Hall(office, chat, assistant, server, session)
    finally:
        await office.close()
