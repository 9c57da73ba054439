"""One run: women write, things are killed, everything is counted."""

import asyncio
import random
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from app.book import Book
from app.settings import ROOT
from benchmarks.kills.judging import Report, judge, judge_files
from benchmarks.kills.script import ASKED, Known, Numbered, Script
from benchmarks.kills.victims import Victim
from benchmarks.kills.woman import Woman

BETWEEN = (0.1, 1.5)  # seconds between one thing being ready again and the next kill
SETTLED_WITHIN = 120.0  # seconds after the last kill until nothing is due any more


@dataclass
class Outcome:
    """What came of it; ``ready``: seconds until ready again, for each kind of victim."""

    report: Report = field(default_factory=Report)
    ready: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


async def run(
    victim: Victim, kinds: Sequence[str], *, times: int, women: int, seed: int
) -> Outcome:
    """Kill ``times`` of ``kinds`` while ``women`` write; a third of them cries for help first.

    The seed settles what is killed after which pause; what meets the kill is up to the moment.
    """
    chosen = random.Random(seed)  # noqa: S311  # the same kills for the same seed
    outcome, enough = Outcome(), asyncio.Event()
    async with aiohttp.ClientSession() as http:
        script = await _script(http, victim, kinds)
        them = [
            Woman(http, victim.url, script, random.Random(seed + n), number=n, in_danger=n % 3 == 0)  # noqa: S311
            for n in range(women)
        ]
        writing = [asyncio.create_task(woman.writes(enough)) for woman in them]
        for number in range(times):
            await asyncio.sleep(chosen.uniform(*BETWEEN))
            what = kinds[number % len(kinds)]
            outcome.ready[what].append(await asyncio.to_thread(victim.kill, what))
        enough.set()
        await asyncio.gather(*writing)
        await settle(victim.folder)
        for woman in them:
            judge(woman, await woman.reads_all(), outcome.report)
            outcome.report.counts["breaks of the line"] += woman.breaks
    await asyncio.to_thread(victim.stop)
    judge_files(victim.folder, outcome.report)
    return outcome


async def _script(http: aiohttp.ClientSession, victim: Victim, kinds: Sequence[str]) -> Script:
    """The questions; the real assistant's entries are learnt by asking each once."""
    if len(kinds) == 1:
        return Numbered()
    entries = {}
    for number, question in enumerate(ASKED):
        asker = Woman(http, victim.url, Numbered(), random.Random(number), number=number)  # noqa: S311
        entries[question] = await _entry(asker, question)
    replies = Book(ROOT / "faq").faq().danger_replies
    gentle = (one.texts["vi"] for (_, level), one in replies.items() if level == "amber")
    return Known(entries, tuple(gentle))


async def _entry(asker: Woman, question: str) -> str:
    """Asked until it is answered: the first turns of a Rasa may take too long."""
    for _ in range(20):
        if entry := (await asker.asks(question))["faq"]:
            return str(entry)
        await asyncio.sleep(1)
    raise TimeoutError("the assistant does not answer")


async def settle(folder: Path) -> None:
    """Wait until no turn is due and nothing is on its way, as the database has it."""
    async with asyncio.timeout(SETTLED_WITHIN):
        while await asyncio.to_thread(_left, folder):  # noqa: ASYNC110  # another process works
            await asyncio.sleep(0.5)


def _left(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / "osso.sqlite3")) as database:
        (left,) = database.execute(_DUE).fetchone()
    return bool(left)


_DUE = "SELECT EXISTS (SELECT 1 FROM message WHERE turn_due) OR EXISTS (SELECT 1 FROM outbox)"
