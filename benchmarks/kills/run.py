"""One run: women write, things are killed, everything is counted."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import aiohttp

from app.book import Book
from app.settings import ROOT
from benchmarks.kills.judging import Report, judge, judge_files
from benchmarks.kills.script import ASKED, Known, Numbered, Script
from benchmarks.kills.victims import Victim
from benchmarks.kills.woman import Woman

BETWEEN = (0.1, 1.5)  # seconds between one thing being ready again and the next kill
SETTLED_WITHIN = 60.0  # seconds after the last kill until nothing is due any more


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
        told = await asyncio.gather(*map(settled, them))
        for woman, frames in zip(them, told, strict=True):
            judge(woman, frames, outcome.report)
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
        entries[question] = (await asker.asks(question))["faq"]
    replies = Book(ROOT / "faq").faq().danger_replies
    gentle = (one.texts["vi"] for (_, level), one in replies.items() if level == "amber")
    return Known(entries, tuple(gentle))


async def settled(woman: Woman) -> list[dict[str, object]]:
    """Her conversation once nothing more is added to it."""
    before: list[dict[str, object]] = []
    async with asyncio.timeout(SETTLED_WITHIN):
        while True:
            told = await woman.reads_all()
            if told and told == before and told[-1]["from"] != "woman":
                return told
            before = told
            await asyncio.sleep(1.5)
