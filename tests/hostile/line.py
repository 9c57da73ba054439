"""A WebSocket client that sends any bytes and reads whatever comes back."""

import asyncio
import json
import struct
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from tests.hostile.sockets import frame

_TEXT, _CLOSE = 1, 8
_KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Closed(Exception):
    """The server ended the line; ``code`` is its close code, 0 if it just cut it."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Line:
    """One open socket."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def open(cls, address: str, network: str) -> Self:
        """Shake hands as a caller from ``network``; raises Closed if refused."""
        where = urlsplit(address)
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        writer.write(
            f"GET /chat/socket HTTP/1.1\r\nHost: {where.netloc}\r\nOrigin: {address}\r\n"
            f"X-Forwarded-For: {network}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {_KEY}\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in head:
            raise Closed(int(head.split()[1]))
        if b"permessage-deflate" in head:
            raise AssertionError("the server has agreed to compression")
        return cls(reader, writer)

    def send(self, data: bytes) -> None:
        """Raw bytes."""
        self.writer.write(data)

    def say(self, data: bytes) -> None:
        """One text frame with this payload."""
        self.send(frame(_TEXT, data))

    async def next(self) -> dict[str, Any]:
        """The next JSON frame, control frames passed over; raises Closed."""
        while True:
            opcode, data = await self._read()
            if opcode == _CLOSE:
                raise Closed(int.from_bytes(data[:2], "big"))
            if opcode == _TEXT:
                found: dict[str, Any] = json.loads(data)
                return found

    async def answer(self) -> dict[str, Any]:
        """The next frame that answers something."""
        while (found := await self.next())["type"] not in {"ack", "error", "welcome"}:
            pass
        return found

    def close(self) -> None:
        """Gone without a word."""
        self.writer.transport.abort()

    async def _read(self) -> tuple[int, bytes]:
        try:
            first, size = struct.unpack("!BB", await self.reader.readexactly(2))
            if size == 126:
                (size,) = struct.unpack("!H", await self.reader.readexactly(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
            return first & 0x0F, await self.reader.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise Closed(0) from None
