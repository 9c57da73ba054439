"""Serving a web application on a port until told to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from app.web.connection import QUIET, Runner, most_connections


@asynccontextmanager
async def serving(
    app: web.Application, host: str, port: int, *, most: int | None = None
) -> AsyncIterator[str]:
    """Serve ``app``; gives the address, such as ``http://127.0.0.1:8080``.

    ``most`` connections at a time; None: as many as there are files for.

    Raises OSError if the port is taken.
    """
    runner = Runner(
        app,
        most=most or most_connections(),
        access_log=None,
        shutdown_timeout=3,
        keepalive_timeout=QUIET,
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        bound = runner.addresses[0][1]
        yield f"http://{'localhost' if host in {'0.0.0.0', '::'} else host}:{bound}"  # noqa: S104
    finally:
        await runner.cleanup()


async def until_stopped() -> None:
    """Wait for Ctrl-C or a polite kill."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
