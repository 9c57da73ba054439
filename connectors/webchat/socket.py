"""The chat over a WebSocket: reads her frames in order, answers each."""

import asyncio
import json

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


class Talk:
    """One socket."""

    def __init__(self, chat: WebChat, request: web.Request) -> None:
        self._chat = chat
        self._request = request
        # No compression: its buffers would cost some 300 kB for every open, idle chat.
        self._socket = web.WebSocketResponse(
            heartbeat=chat.rules.heartbeat, max_msg_size=chat.rules.socket_limit, compress=False
        )
        self._network = network_address(request)
        stranger = Visit(new_token(), None, guess_of(request))
        self._screen = Screen(chat, stranger, self._send, self._fail)

    async def run(self) -> web.WebSocketResponse:
        """Serve the socket until either side closes it."""
        await self._socket.prepare(self._request)
        try:
            async for received in self._socket:
                if received.type in {WSMsgType.TEXT, WSMsgType.BINARY}:
                    await self._take(received)
        except ConnectionResetError:
            log.debug("webchat reader gone")
        except Exception as error:  # noqa: BLE001  # whatever it was, she comes back
            log.error("webchat socket failed", error=type(error).__name__)
            await self._fail()
        finally:
            await self._screen.close()
        return self._socket

    async def close(self) -> None:
        """The server stops: she reconnects with ``after``."""
        await self._socket.close(code=WSCloseCode.GOING_AWAY)

    async def _fail(self) -> None:
        await self._socket.close(code=WSCloseCode.INTERNAL_ERROR)

    async def _take(self, received: WSMessage) -> None:
        wait = self._chat.charge(self._screen.visit, self._network)
        async with self._screen.turn:
            try:
                frame = self._read(received)
                if wait:
                    raise BadFrame("rate_limited", id_of(frame))
                await self._act(frame)
            except BadFrame as bad:
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
            visit = await self._chat.way_back.come_back(self._screen.visit, self._network, frame)
            await self._screen.open(visit, 0)
        elif isinstance(frame, KeepCode | KeepWord):
            keep = self._chat.way_back.keep
            await self._send(await keep(self._screen.visit, self._network, frame))
        else:
            await self._send(await self._chat.hear(self._screen.visit, frame))

    async def _greet(self, hello: Hello) -> None:
        guess = self._screen.visit.guess
        if hello.session is None or is_token(hello.session):
            visit = Visit(hello.session or new_token(), hello.language, guess)
            await self._screen.open(visit, hello.after if hello.session else 0)
        else:
            await self._refuse(BadFrame("bad_session"))
            await self._screen.open(Visit(new_token(), hello.language, guess), 0)

    async def _refuse(self, bad: BadFrame) -> None:
        await self._send(self._chat.refuse(self._screen.visit, bad.code, bad.frame_id))

    async def _send(self, frame: Frame) -> None:
        try:
            async with asyncio.timeout(self._chat.rules.patience):
                await self._socket.send_str(json.dumps(frame, ensure_ascii=False))
        except TimeoutError:
            if self._request.transport:
                self._request.transport.abort()
            raise ConnectionResetError("reader too slow") from None
