"""Telegram: from an update to the reply, and many women at once, with real Rasa.

The Bot API is the strict one of the tests, on loopback, asked for news: what is measured is ours
alone. Telegram's limits hold (a message a second in a chat, 30 a second overall).
"""

import argparse
import asyncio
import itertools
import tempfile
import time
from pathlib import Path

from benchmarks.figures import DANGER, QUESTIONS, memory, percentile
from tests.connectors.telegram.bot_api import TOKEN, BotApi, a_bot_api
from tests.running import run_service

_ONE_CHATS_TURN = 1.2  # seconds after which the chat may be sent to again
_QUIET = 5.0  # seconds without a message after which a burst is over
_chats = itertools.count(1001)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="rounds of all questions")
    parser.add_argument("--chats", type=int, default=60, help="women who write at once")
    parser.add_argument("--messages", type=int, default=10, help="messages of each of them")
    chosen = parser.parse_args()
    asyncio.run(_measure(chosen.rounds, chosen.chats, chosen.messages))


async def _measure(rounds: int, chats: int, messages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with a_bot_api() as api:
            settings = {"OSSO_TELEGRAM_TOKEN": TOKEN, "OSSO_TELEGRAM_API_URL": api.base_url}
            with run_service(Path(folder), **settings) as service:
                await asyncio.to_thread(service.until_ready)
                await _one_after_the_other(api, rounds)
                await _at_once(api, chats, messages)
                print(f"memory: service {memory(service.process.pid):.0f} MB")
                await asyncio.to_thread(service.stop)  # the Bot API answers to the end


async def _one_after_the_other(api: BotApi, rounds: int) -> None:
    answers: list[float] = []
    danger: list[float] = []
    for number in range(rounds + 1):
        asked = [(text, next(_chats)) for text in (*QUESTIONS, DANGER)]
        for _, chat in asked:
            api.write(chat, "/start")
        for _, chat in asked:
            await _reply(api, chat, 0)
        await asyncio.sleep(_ONE_CHATS_TURN)
        for text, chat in asked:
            before, began = len(api.texts(chat)), time.monotonic()
            api.write(chat, text)
            took = await _reply(api, chat, before) - began
            if number:  # the first round warms everything up
                (danger if text == DANGER else answers).append(took)
    _print("update to reply", answers)
    _print("danger reply", danger)


async def _at_once(api: BotApi, chats: int, messages: int) -> None:
    women = [next(_chats) for _ in range(chats)]
    before, began = len(api.sent), time.monotonic()
    for number in range(messages):
        for chat in women:
            api.write(chat, QUESTIONS[number % len(QUESTIONS)])
    while not api.is_empty():  # noqa: ASYNC110  # another process confirms them
        await asyncio.sleep(0.01)
    stored = time.monotonic() - began
    while time.monotonic() - api.sent[-1].at < _QUIET:  # noqa: ASYNC110  # the same
        await asyncio.sleep(0.1)
    sent = api.sent[before:]
    took = sent[-1].at - began if sent else 0.0
    unanswered = set(women) - {message.chat for message in sent}
    count = chats * messages
    print(
        f"{chats} women, {messages} messages each, at once: all {count} stored after"
        f" {stored:.1f} s ({count / stored:.0f} a second); {len(sent)} messages to them in"
        f" {took:.1f} s ({len(sent) / max(took, 0.001):.1f} a second);"
        f" {len(unanswered)} women without a reply"
    )


async def _reply(api: BotApi, chat: int, before: int) -> float:
    """When the first message after the ``before`` earlier ones went out to this chat."""
    async with asyncio.timeout(60):
        while True:
            sent = [message for message in api.sent if message.chat == chat]
            if len(sent) > before:
                return sent[before].at
            await asyncio.sleep(0.002)


def _print(name: str, seconds: list[float]) -> None:
    print(
        f"{name:16} n={len(seconds):4}  p50 {percentile(seconds, 0.5):6.1f} ms"
        f"  p95 {percentile(seconds, 0.95):6.1f} ms"
    )


if __name__ == "__main__":
    main()
