"""The chat over a WebSocket: reads her frames in order, answers each."""

import asyncio
import json
from collections.abc import Awaitable
from dataclasses import replace

import structlog
from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from connectors.webchat.chat import WebChat
from connectors.webchat.frames import (
    BadFrame,
    ClientFrame,
    ComeBack,
    Erase,
    Hello,
    KeepCode,
    KeepWord,
    id_of,
    parse,
)
from connectors.webchat.replies import Frame
from connectors.webchat.screen import Screen
from connectors.webchat.sessions import is_token, new_token
from connectors.webchat.visits import Visit, guess_of, network_address

log = structlog.get_logger(__name__)

_GOODBYE = 3.0  # seconds to wait for the other side's close frame


class Talk:
    """One socket."""

    def __init__(self, chat: WebChat, request: web.Request) -> None:
        self._chat = chat
        self._request = request
        # No compression: its buffers would cost some 300 kB for every open, idle chat.
        self._socket = web.WebSocketResponse(
            heartbeat=chat.rules.heartbeat,
            max_msg_size=chat.rules.socket_limit,
            compress=False,
            autoping=False,  # pings are counted, too
            timeout=_GOODBYE,
        )
        self._parting: asyncio.Task[bool] | None = None
        self._nuisances = chat.rules.nuisance_rate.buckets()
        stranger = Visit(new_token(), None, guess_of(request), network_address(request))
        self._screen = Screen(chat, stranger, self._send, self._fail)

    @property
    def in_conversation(self) -> bool:
        """Whether there is a conversation behind it."""
        return self._screen.in_conversation

    async def run(self) -> web.WebSocketResponse:
        """Serve the socket until either side closes it."""
        await self._socket.prepare(self._request)
        try:
            async with asyncio.timeout(self._chat.rules.greeting) as greeting:
                async for received in self._socket:
                    await self._take(received)
                    if self._screen.is_open:
                        greeting.reschedule(None)
        except TimeoutError:
            await self._turn_out()
        except ConnectionResetError:
            log.debug("webchat reader gone")
        except Exception as error:  # noqa: BLE001  # whatever it was, she comes back
            log.error("webchat socket failed", error=type(error).__name__)
            await self._fail()
        finally:
            await self._screen.close()
            if self._parting:
                await asyncio.wait({self._parting})
        return self._socket

    async def close(self) -> None:
        """The server stops: she reconnects with ``after``."""
        await asyncio.wait({self._part(WSCloseCode.GOING_AWAY)})

    def make_place(self) -> None:
        """Go for another one: her page may come again. Returns at once."""
        self._part(WSCloseCode.TRY_AGAIN_LATER)

    def _part(self, code: WSCloseCode) -> asyncio.Task[bool]:
        """Close from outside; ``run`` waits for it, or the code would be cut off."""
        if self._parting is None:
            self._parting = asyncio.create_task(self._socket.close(code=code))
        return self._parting

    async def _turn_out(self) -> None:
        await self._socket.close(code=WSCloseCode.POLICY_VIOLATION)

    async def _fail(self) -> None:
        await self._socket.close(code=WSCloseCode.INTERNAL_ERROR)

    async def _take(self, received: WSMessage) -> None:
        if received.type in {WSMsgType.TEXT, WSMsgType.BINARY}:
            await self._hear(received)
        elif received.type is WSMsgType.PING and await self._bears():
            await self._pong(received.data)

    async def _bears(self) -> bool:
        """Count a refused frame or a ping; after too many the socket closes."""
        if self._nuisances.take(""):
            await self._turn_out()
            return False
        return True

    async def _hear(self, received: WSMessage) -> None:
        wait = self._chat.charge(self._screen.visit)
        async with self._screen.turn:
            try:
                frame = self._read(received)
                if wait:
                    raise BadFrame("rate_limited", id_of(frame))
                await self._act(frame)
            except BadFrame as bad:
                if await self._bears():
                    await self._refuse(bad)

    def _read(self, received: WSMessage) -> ClientFrame:
        if received.type is WSMsgType.BINARY:
            raise BadFrame("not_text")
        if len(received.data.encode("utf-8", "replace")) > self._chat.rules.frame_limit:
            raise BadFrame("too_large")
        return parse(received.data)

    async def _act(self, frame: ClientFrame) -> None:
        if isinstance(frame, Hello):
            await self._greet(frame)
        elif not self._screen.is_open:
            raise BadFrame("hello_first", id_of(frame))
        elif isinstance(frame, Erase):
            await self._chat.erase(self._screen.visit)
            await self._screen.clear()
        elif isinstance(frame, ComeBack):
            visit = await self._chat.way_back.come_back(self._screen.visit, frame)
            await self._screen.open(visit, 0)
        elif isinstance(frame, KeepCode | KeepWord):
            keep = self._chat.way_back.keep
            await self._send(await keep(self._screen.visit, frame))
        else:
            await self._send(await self._chat.hear(self._screen.visit, frame))

    async def _greet(self, hello: Hello) -> None:
        visit = replace(self._screen.visit.renewed(), chosen=hello.language)
        if hello.session is None:
            await self._screen.open(visit, 0)
        elif is_token(hello.session):
            await self._screen.open(replace(visit, token=hello.session), hello.after)
        else:
            await self._refuse(BadFrame("bad_session"))
            await self._screen.open(visit, 0)

    async def _refuse(self, bad: BadFrame) -> None:
        await self._send(self._chat.refuse(self._screen.visit, bad))

    async def _send(self, frame: Frame) -> None:
        await self._out(self._socket.send_str(json.dumps(frame, ensure_ascii=False)))

    async def _pong(self, data: bytes) -> None:
        await self._out(self._socket.pong(data))

    async def _out(self, sending: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(self._chat.rules.patience):
                await sending
        except TimeoutError:
            if self._request.transport:
                self._request.transport.abort()
            raise ConnectionResetError("reader too slow") from None
