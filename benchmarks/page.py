"""The chat page's first load: bytes over the wire, and how soon it is usable on a slow line."""

import asyncio
import json
import tempfile
from pathlib import Path
from statistics import median

import brotli
from playwright.async_api import Browser, async_playwright

from benchmarks.slow_line import SlowLine
from tests.browser.conftest import ARGUMENTS, find_chromium
from tests.connectors.webchat.hall import a_hall
from tests.counselling.cast import FakeAssistant

TIMES = 5
# What each moment is seen by. She can read, write and leave before the rest of the script has come.
MOMENTS = {
    "usable: she reads, writes, leaves": "#composer",
    "all of the script has run": '#welcome [aria-pressed="true"]',
    "the line to the office is up": '#strip[data-handler="assistant"]',
}
# Looks at every frame, from inside: asking the page from outside is up to half a second late.
LOOKING = """
window.allReached = new Promise((done) => {
  const reached = {};
  (function look() {
    for (const moment of MOMENTS) {
      const seen = document.querySelector(moment);
      if (seen && seen.getClientRects().length) reached[moment] ??= performance.now() / 1000;
    }
    if (Object.keys(reached).length < MOMENTS.length) requestAnimationFrame(look);
    else done(reached);
  })();
});
"""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"


def main() -> None:
    """Measure and print."""
    asyncio.run(_measure())


async def _measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with a_hall(Path(folder), FakeAssistant()) as hall:
            host, port = hall.server.host, int(hall.server.port or 0)
            await _bytes(host, port)
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=find_chromium(), args=list(ARGUMENTS)
                )
                for cold in (False, True):
                    await _slow_line(browser, host, port, cold=cold)
                await browser.close()


async def _bytes(host: str, port: int) -> None:
    answer = await _get(host, port, "gzip, br")
    head, _, body = answer.partition(b"\r\n\r\n")
    page = brotli.decompress(body)
    print(f"first load: 1 request, {len(answer)} bytes over the wire, {len(head)} of them headers")
    print(f"  of which before what can wait: {len(head) + _packed(body, page.rindex(b'<style>'))}")


def _packed(body: bytes, wanted: int) -> int:
    """So many packed bytes must have come until the first ``wanted`` are there."""
    unpacker, there = brotli.Decompressor(), 0
    for taken in range(len(body)):
        there += len(unpacker.process(body[taken : taken + 1]))
        if there >= wanted:
            return taken + 1
    raise ValueError(wanted)


async def _get(host: str, port: int, encoding: str) -> bytes:
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(
        f"GET /chat HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: {encoding}\r\n"
        "Connection: close\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    return answer


async def _slow_line(browser: Browser, host: str, port: int, *, cold: bool) -> None:
    loads = [await _load(browser, SlowLine(host, port, cold=cold)) for _ in range(TIMES)]
    how = "from nothing: name, TCP, TLS and certificates too" if cold else "name and line known"
    print(f"64 kbit/s, 800 ms round trips, nothing cached, {how}; median of {TIMES}")
    for name, seconds in zip(("first paint", *MOMENTS), zip(*loads, strict=True), strict=True):
        print(f"{median(seconds):5.2f} s (worst {max(seconds):.2f}) {name}")


async def _load(browser: Browser, line: SlowLine) -> list[float]:
    async with line.opened() as port:
        context = await browser.new_context(locale="vi-VN")
        page = await context.new_page()
        moments = json.dumps(list(MOMENTS.values()))
        await page.add_init_script(LOOKING.replace("MOMENTS", moments))
        await page.goto(f"http://127.0.0.1:{port}/chat", wait_until="commit")
        reached = await page.evaluate("window.allReached")
        painted = float(await page.evaluate(FIRST_PAINT))
        await context.close()
    return [painted, *(reached[moment] for moment in MOMENTS.values())]


if __name__ == "__main__":
    main()
