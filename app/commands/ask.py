"""Ask the assistant questions from standard input, as docs/ask.md describes."""

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import AsyncExitStack
from pathlib import Path

from app.asking import CHANNEL, Counted, Overheard, ask_all
from app.book import Book
from app.keeper import Keeper
from app.office import build_office
from app.rasa.client import RasaAssistant
from app.rasa.running import running_rasa
from app.rasa.training import TrainingFailed
from app.settings import Settings
from counselling.channels import Outbound
from counselling.live import Live
from counselling.store.vault import KEY_BYTES

_PATIENCE = 30.0  # seconds for one answer: here a slow one is better than none


class Unseen:
    """The way out of a conversation nobody reads."""

    name = CHANNEL

    def __init__(self, _live: Live) -> None:
        pass

    async def send(self, outbound: Outbound) -> None:
        """Nobody looks: the answer was overheard already."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso ask --jsonl``"""
    parser.add_argument(
        "--jsonl", action="store_true", required=True, help="JSON lines in, JSON lines out"
    )


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Answer every line; 1 if one could not be asked or the assistant failed."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return asyncio.run(_ask(settings, sys.stdin))
    except (TrainingFailed, TimeoutError) as error:
        print(f"osso: the assistant does not start: {error}", file=sys.stderr)
        return 1


async def _ask(settings: Settings, lines: Iterable[str]) -> int:
    async with AsyncExitStack() as stack:
        book = Book(settings.faq_dir)
        address = await running_rasa(settings.data_dir)
        if address is None:
            keeper = Keeper(settings, book, lambda line: print(line, file=sys.stderr))
            stack.push_async_callback(keeper.close)
            keeper.start()
            await keeper.until_ready()
            address = keeper.address()
        assistant = RasaAssistant(lambda: address, _PATIENCE)
        stack.push_async_callback(assistant.close)
        counted, overheard = Counted(assistant), Overheard()
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="osso-ask-"))
        office = build_office(
            database=f"sqlite+aiosqlite:///{Path(folder) / 'ask.sqlite3'}",
            secret=os.urandom(KEY_BYTES),
            book=book,
            assistant=counted,
            channels=[Unseen],
            observe=overheard.observe,
        )
        stack.push_async_callback(office.close)
        await office.open()
        wrong = 0
        async for told in ask_all(office, overheard, lines):
            wrong += "error" in told
            print(json.dumps(told, ensure_ascii=False), flush=True)
        return _conclude(counted.failures, wrong)


def _conclude(failures: int, wrong: int) -> int:
    if failures:
        print(f"osso: the assistant failed on {failures} lines", file=sys.stderr)
    return 1 if failures or wrong else 0
