"""Gathering women: each with her way in, her language, her network and her own lines."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp

from benchmarks.load.meter import Meter
from benchmarks.load.script import Script
from benchmarks.load.women import AtASocket, ByRequests, OnTelegram, WomanUnderLoad, sort_the_mail
from tests.connectors.telegram.bot_api import BotApi

_AT_ONCE = 50  # chats that are opened side by side
_FIRST_CHAT = 500_001
_REQUESTS = 4
"""Of so many women without Telegram one has a network that breaks sockets."""


@asynccontextmanager
async def a_crowd(
    url: str, script: Script, meter: Meter, count: int, telegram: int, api: BotApi
) -> AsyncIterator[list[WomanUnderLoad]]:
    """``count`` women, ``telegram`` of them on Telegram; their chats are open."""
    connections = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connections) as http:
        women: list[WomanUnderLoad] = []
        for number in range(count - telegram):
            kind = ByRequests if number % _REQUESTS == 0 else AtASocket
            lines = script.lines(script.language())
            women.append(kind(url, http, network(number), lines, meter))
        mail = [
            OnTelegram(url, http, "", script.lines("vi"), meter, api=api, chat=_FIRST_CHAT + number)
            for number in range(telegram)
        ]
        sorting = asyncio.create_task(sort_the_mail(api, mail))
        try:
            await begin_all([*women, *mail])
            yield [*women, *mail]
        finally:
            sorting.cancel()
            await asyncio.gather(*(woman.end() for woman in women), return_exceptions=True)


async def begin_all(women: Sequence[WomanUnderLoad]) -> None:
    """Open every chat, some at a time."""
    for first in range(0, len(women), _AT_ONCE):
        await asyncio.gather(*(woman.begin() for woman in women[first : first + _AT_ONCE]))


def network(number: int) -> str:
    """The address of a woman, as a proxy names it: ten of them share one."""
    part = number // 10
    return f"198.{18 + part // 62500}.{part // 250 % 250}.{part % 250 + 1}"
