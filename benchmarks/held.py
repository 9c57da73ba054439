"""Another program holds the database for a while: what women are told, and that nothing is lost."""

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import aiohttp

from benchmarks.kills.judging import Report, judge, judge_files
from benchmarks.kills.run import settle
from benchmarks.kills.script import Numbered
from benchmarks.kills.victims import Victim
from benchmarks.kills.woman import Woman

TOLD_WITHIN = 12.0  # seconds; the page waits as long for an ack before it looks at its line


def main() -> int:
    """Run and print; 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--women", type=int, default=24)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        victim = Victim("benchmarks.kills.stand_in", Path(folder), {})
        victim.start()
        try:
            victim.until_ready()
            report, them = asyncio.run(_run(victim, options.seconds, options.women))
        finally:
            victim.stop()
        judge_files(Path(folder), report)
    longest = max(max(woman.told_after) for woman in them)
    report.hold(longest <= TOLD_WITHIN, f"somebody knew nothing for {longest:.1f} s")
    refused = sum(message.refused for woman in them for message in woman.sent)
    print(
        f"held for {options.seconds:.0f} s: {refused} times not saved, told after {longest:.1f} s"
    )
    print(", ".join(f"{count} {what}" for what, count in report.counts.items()))
    print(*report.findings or ["nothing lost, doubled, missing or out of order"], sep="\n")
    return bool(report.findings)


async def _run(victim: Victim, seconds: float, women: int) -> tuple[Report, list[Woman]]:
    report, enough = Report(), asyncio.Event()
    async with aiohttp.ClientSession() as http:
        script = Numbered()
        them = [
            Woman(http, victim.url, script, random.Random(n), n, in_danger=n % 3 == 0)  # noqa: S311
            for n in range(women)
        ]
        writing = [asyncio.create_task(woman.writes(enough)) for woman in them]
        await asyncio.sleep(5)
        database = victim.folder / "osso.sqlite3"
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(seconds)
            other.execute("ROLLBACK")
        await asyncio.sleep(5)
        enough.set()
        await asyncio.gather(*writing)
        await settle(victim.folder)
        for woman in them:
            judge(woman, await woman.reads_all(), report)
    return report, them


if __name__ == "__main__":
    sys.exit(main())
