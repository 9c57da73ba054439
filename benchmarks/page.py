"""Bytes over the wire of the chat page's first load, headers included."""

import asyncio
import re
import tempfile
from pathlib import Path

from tests.running import run_service


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, run_service(Path(folder)) as service:
        host, _, port = service.url.removeprefix("http://").partition(":")
        total = asyncio.run(_load(host, int(port)))
    print(f"first load: {total} bytes over the wire")


async def _load(host: str, port: int) -> int:
    page = await _get(host, port, "/chat")
    total = len(page)
    print(f"{len(page):7} /chat")
    names = set(re.findall(rb'(?:href|src)="(/chat/static/[^"]+)"', await _plain(host, port)))
    for name in sorted(names):
        got = len(await _get(host, port, name.decode()))
        print(f"{got:7} {name.decode()}")
        total += got
    return total


async def _get(host: str, port: int, path: str, encoding: str = "gzip, br") -> bytes:
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: {encoding}\r\n"
        "Connection: close\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    return answer


async def _plain(host: str, port: int) -> bytes:
    return await _get(host, port, "/chat", "identity")


if __name__ == "__main__":
    main()
