"""Ask the assistant questions from standard input, as docs/ask.md describes."""

import argparse
import json
import sys
from collections.abc import Iterable
from functools import partial

from app.commands.asker import Asker, with_asker
from app.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso ask --jsonl``"""
    parser.add_argument(
        "--jsonl", action="store_true", required=True, help="JSON lines in, JSON lines out"
    )


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Answer every line; 1 if one could not be asked or the assistant failed."""
    return with_asker(settings, partial(_answer, sys.stdin))


async def _answer(lines: Iterable[str], asker: Asker) -> int:
    wrong = 0
    async for line in asker.ask(lines):
        wrong += "error" in line
        print(json.dumps(line, ensure_ascii=False), flush=True)
    if asker.failures:
        print(f"osso: the assistant failed on {asker.failures} lines", file=sys.stderr)
    return 1 if asker.failures or wrong else 0
