"""All channels side by side in one run, with real Rasa: from her message to the reply.

Each platform's server is the strict one of the tests, on loopback: what is measured is ours alone.
Telegram is asked for news, the others bring them. In the web chat a second counts for
nothing, on platforms a chat is given its pause before each question.
"""

import argparse
import asyncio
import itertools
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from benchmarks.figures import DANGER, QUESTIONS, percentile
from tests.connectors.messenger import graph_api
from tests.connectors.telegram.bot_api import TOKEN as TELEGRAM_TOKEN
from tests.connectors.telegram.bot_api import a_bot_api as a_telegram
from tests.connectors.zalo.bot_api import TOKEN, a_bot_api
from tests.connectors.zalo.open_api import APP_ID, APP_SECRET, FIRST, OA_SECRET, an_open_api
from tests.running import RunningService, run_service

_A_CHATS_TURN = 1.2  # seconds after which the chat may be sent to again
BRING, AT_ONCE = ("messenger", "zalo_bot", "zalo_oa"), 50
_chats = itertools.count(1001)
_HOOK = re.compile(r"The webhook to enter at developers.zalo.me: https://[^/]+(\S+)")


@dataclass
class Way:
    """A channel: she writes in a chat of that number, and how many messages that chat shows."""

    name: str
    writes: Callable[[int, str], Awaitable[object]]
    shows: Callable[[int], int]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, help="rounds of all questions")
    asyncio.run(_measure(parser.parse_args().rounds))


async def _measure(rounds: int) -> None:
    took: dict[str, list[float]] = defaultdict(list)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ways = await stack.enter_async_context(_all_ways(folder))
        for number in range(rounds + 1):
            for way in ways:
                for text in (*QUESTIONS, DANGER):
                    seconds = await _one(way, text)
                    if number:  # the first round warms everything up
                        took[f"{way.name}{', danger' if text == DANGER else ''}"].append(seconds)
            if number:
                await _all_at_once(ways, took)
    for name, seconds in took.items():
        print(
            f"{name:20} n={len(seconds):4}  p50 {percentile(seconds, 0.5):6.1f} ms"
            f"  p95 {percentile(seconds, 0.95):6.1f} ms"
        )


async def _all_at_once(ways: list[Way], took: dict[str, list[float]]) -> None:
    """Fifty women at once: how long a platform that brings waits for its 200."""
    for way in ways:
        if way.name in BRING:
            chats = [next(_chats) for _ in range(AT_ONCE)]
            took[f"{way.name}, taken"] += await asyncio.gather(*(_taken(way, c) for c in chats))
            await _until(lambda: all(way.shows(chat) for chat in chats))  # noqa: B023  # awaited here


async def _taken(way: Way, chat: int) -> float:
    began = time.monotonic()
    if await way.writes(chat, QUESTIONS[0]) != 200:
        raise RuntimeError(f"{way.name} was not answered with 200")
    return time.monotonic() - began


async def _one(way: Way, text: str) -> float:
    """Seconds to the first message after the welcome, in a chat of its own."""
    chat = next(_chats)
    await way.writes(chat, "/start")
    await _until(lambda: way.shows(chat) > 0)
    await asyncio.sleep(_A_CHATS_TURN)
    before, began = way.shows(chat), time.monotonic()
    await way.writes(chat, text)
    await _until(lambda: way.shows(chat) > before)
    return time.monotonic() - began


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110  # another process answers
            await asyncio.sleep(0.001)


def _settings(telegram: str, page: str, bot: str, account: str) -> dict[str, str]:
    """All platforms, each at its stand-in's address."""
    return {
        "OSSO_PUBLIC_URL": "https://chat.example.org",
        "OSSO_TELEGRAM_TOKEN": TELEGRAM_TOKEN, "OSSO_TELEGRAM_API_URL": telegram,
        "OSSO_MESSENGER_TOKEN": graph_api.TOKEN, "OSSO_MESSENGER_API_URL": page,
        "OSSO_MESSENGER_APP_SECRET": graph_api.APP_SECRET,
        "OSSO_MESSENGER_VERIFY_TOKEN": graph_api.VERIFY,
        "OSSO_ZALO_BOT_TOKEN": TOKEN, "OSSO_ZALO_BOT_API_URL": bot,
        "OSSO_ZALO_OA_APP_ID": APP_ID, "OSSO_ZALO_OA_APP_SECRET": APP_SECRET,
        "OSSO_ZALO_OA_SECRET": OA_SECRET, "OSSO_ZALO_OA_REFRESH_TOKEN": FIRST,
        "OSSO_ZALO_OA_API_URL": account, "OSSO_ZALO_OAUTH_URL": account,
    }  # fmt: skip


@asynccontextmanager
async def _all_ways(folder: Path) -> AsyncIterator[list[Way]]:
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(a_telegram())
        bot = await stack.enter_async_context(a_bot_api())
        oa = await stack.enter_async_context(an_open_api())
        page = await stack.enter_async_context(graph_api.a_graph_api())
        settings = _settings(telegram.base_url, page.url, bot.url, oa.url)
        service = stack.enter_context(run_service(folder, **settings))
        await asyncio.to_thread(service.until_ready)
        bot.serves = service.url
        [hook] = _HOOK.findall(service.said.read_text())
        oa.hook = service.url + hook
        page.callback = f"{service.url}/messenger"

        async def says(chat: int, text: str) -> None:
            telegram.write(chat, text)

        yield [
            await stack.enter_async_context(_web_chat(service)),
            Way("telegram", says, lambda chat: len(telegram.texts(chat))),
            Way(
                "messenger",
                lambda chat, text: page.bring(page.message(text, str(chat))),
                lambda chat: len(page.texts(str(chat))),
            ),
            Way(
                "zalo_bot",
                lambda chat, text: bot.deliver(bot.event(str(chat), text=text)),
                lambda chat: len(bot.texts(str(chat))),
            ),
            Way(
                "zalo_oa",
                lambda chat, text: oa.deliver(oa.event(str(chat), text=text)),
                lambda chat: len(oa.texts(str(chat))),
            ),
        ]
        await asyncio.to_thread(service.stop)  # the servers answer to the end


@asynccontextmanager
async def _web_chat(service: RunningService) -> AsyncIterator[Way]:
    """A socket a chat; each greets with one message that we count ourselves."""
    shown: dict[int, int] = defaultdict(int)
    sockets: dict[int, aiohttp.ClientWebSocketResponse] = {}
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as listeners:

        async def listen(chat: int) -> None:
            async for frame in sockets[chat]:
                told = frame.json()
                shown[chat] += told["type"] == "message" and told["from"] != "woman"

        async def writes(chat: int, text: str) -> None:
            if chat not in sockets:
                headers = {"Origin": "https://chat.example.org"}
                socket = await session.ws_connect(f"{service.url}/chat/socket", headers=headers)
                hello = {"type": "hello", "session": None, "after": 0, "language": None}
                await socket.send_json(hello)
                sockets[chat], shown[chat] = socket, 1
                listeners.create_task(listen(chat))
                return
            await sockets[chat].send_json({"type": "message", "id": f"one-{chat}", "text": text})

        yield Way("webchat", writes, lambda chat: shown[chat])
        for socket in sockets.values():
            await socket.close()


if __name__ == "__main__":
    main()
