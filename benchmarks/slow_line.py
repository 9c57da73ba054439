"""A slow line in front of a server: 64 kbit/s, 800 ms there and back, and what a beginning costs.

Chromium's own throttling leaves out looking up the name and shaking hands. This line stands between
the browser and the server and holds back what the browser asks by a round trip for the name (the
first time), one for TCP and one for TLS 1.3 (RFC 8446, 2), and sends a certificate's worth of bytes
before the first answer; a later connection resumes and sends none. All connections share the line.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

ROUND_TRIP = 0.8  # seconds
LINE_SPEED = 8000  # bytes a second: 64 kbit/s
CERTIFICATES = 3000  # bytes; a server's certificate and one above it
_CHUNK = 400  # bytes: 50 ms


class SlowLine:
    """``cold``: with name, TCP and TLS; else every connection is open already."""

    def __init__(self, host: str, port: int, *, cold: bool) -> None:
        self._server = host, port
        self._cold = cold
        self._known_at: float | None = None
        self._free_at = 0.0
        self._carrying: list[asyncio.Task[None]] = []

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[int]:
        """The port to ask instead of the server's."""
        listener = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        yield listener.sockets[0].getsockname()[1]
        listener.close()
        for carrying in self._carrying:
            carrying.cancel()

    async def _carry(self, near: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        if carrying := asyncio.current_task():
            self._carrying.append(carrying)
        far, up = await asyncio.open_connection(*self._server)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await self._shake_hands(first=len(self._carrying) == 1)
            await asyncio.gather(self._ask(near, up), self._bring(far, out))
        out.close()
        up.close()

    async def _shake_hands(self, *, first: bool) -> None:
        if not self._cold:
            return
        loop = asyncio.get_running_loop()
        if self._known_at is None:
            self._known_at = loop.time() + ROUND_TRIP
        await asyncio.sleep(max(0, self._known_at - loop.time()) + 2 * ROUND_TRIP)
        if first:
            await asyncio.sleep(self._carried_at(CERTIFICATES) - loop.time())

    async def _ask(self, near: asyncio.StreamReader, up: asyncio.StreamWriter) -> None:
        while asked := await near.read(_CHUNK):
            await asyncio.sleep(ROUND_TRIP / 2)
            up.write(asked)
        up.write_eof()

    async def _bring(self, far: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        arrives, loop = 0.0, asyncio.get_running_loop()
        while brought := await far.read(_CHUNK):
            arrives = self._carried_at(len(brought)) + ROUND_TRIP / 2
            loop.call_at(arrives, out.write, brought)
        await asyncio.sleep(arrives - loop.time())

    def _carried_at(self, size: int) -> float:
        """When the line has taken this and all that came before, on the loop's clock."""
        self._free_at = max(asyncio.get_running_loop().time(), self._free_at) + size / LINE_SPEED
        return self._free_at
