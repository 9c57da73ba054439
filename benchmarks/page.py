"""The chat page's first load: bytes over the wire, and how soon it is usable on a slow line."""

import asyncio
import re
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.async_api import Browser, Page, async_playwright

from tests.browser.conftest import ARGUMENTS, find_chromium
from tests.connectors.webchat.hall import a_hall
from tests.counselling.cast import FakeAssistant

TIMES = 5
SLOWEST = {  # 64 kbit/s, 800 ms there and back
    "offline": False,
    "latency": 800,
    "downloadThroughput": 8000,
    "uploadThroughput": 8000,
}
SCRIPT_HAS_RUN = '#welcome [aria-pressed="true"]'
LINE_IS_UP = '#strip[data-handler="assistant"]'
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"


def main() -> None:
    """Measure and print."""
    asyncio.run(_measure())


async def _measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with a_hall(Path(folder), FakeAssistant()) as hall:
            await _bytes(hall.server.host, int(hall.server.port or 0))
            await _slow_line(str(hall.server.make_url("/chat")))


async def _bytes(host: str, port: int) -> None:
    page = await _get(host, port, "/chat", "identity")
    names = set(re.findall(rb'(?:href|src)="(/chat/static/[^"]+)"', page))
    total = 0
    for path in ("/chat", *sorted(name.decode() for name in names)):
        got = len(await _get(host, port, path))
        print(f"{got:7} {path}")
        total += got
    print(f"first load: {total} bytes over the wire, headers included, {1 + len(names)} requests")


async def _get(host: str, port: int, path: str, encoding: str = "gzip, br") -> bytes:
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: {encoding}\r\n"
        "Connection: close\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    return answer


async def _slow_line(address: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_chromium(), args=list(ARGUMENTS)
        )
        loads = [await _load(browser, address) for _ in range(TIMES)]
        await browser.close()
    for name, seconds in zip(
        ("first paint", "usable: the script has run", "the line to the office is up"),
        zip(*loads, strict=True),
        strict=True,
    ):
        print(f"{median(seconds):5.2f} s (worst {max(seconds):.2f}) {name}")
    print(f"64 kbit/s, 800 ms round trips, nothing cached; median of {TIMES}")
    print("Not in it: looking up the name and the TCP and TLS handshakes, 2 to 3 round trips more")


async def _load(browser: Browser, address: str) -> tuple[float, float, float]:
    context = await browser.new_context(locale="vi-VN")
    page = await context.new_page()
    line = await context.new_cdp_session(page)
    await line.send("Network.enable")
    await line.send("Network.emulateNetworkConditions", SLOWEST)
    began = time.monotonic()
    await page.goto(address, wait_until="commit")
    usable = await _seconds_until(page, SCRIPT_HAS_RUN, began)
    up = await _seconds_until(page, LINE_IS_UP, began)
    painted = float(await page.evaluate(FIRST_PAINT))
    await context.close()
    return painted, usable, up


async def _seconds_until(page: Page, selector: str, began: float) -> float:
    await page.wait_for_selector(selector, timeout=60_000)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
