"""Erase what is older than the office keeps it; the running service does this once a day."""

import argparse
import asyncio
import sys

from app.keeping import keeping
from app.periods import periods
from app.settings import Settings
from counselling.retention import Due, Periods, Retention
from counselling.store.not_saved import NotSaved

_KINDS = {
    "chats": "chats without a ticket, silent for {chats} days",
    "cases": "conversations with a ticket that ended {cases} days ago",
    "husks": "rows left of conversations erased {chats} days ago",
    "records": "audit lines older than {records} days",
    "sessions": "desk sessions that have ended",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso retention``"""
    parser.add_argument("--dry-run", action="store_true", help="only say what would go")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do it; 1 if the database did not take it."""
    try:
        due, kept = asyncio.run(_retain(settings, dry=options.dry_run))
    except NotSaved as error:
        print(f"osso: the database did not take it ({error}); try again", file=sys.stderr)
        return 1
    print("Would go now:" if options.dry_run else "Erased:")
    for kind, said in _KINDS.items():
        print(f"{getattr(due, kind):6}  {said.format(**vars(kept))}")
    return 0


async def _retain(settings: Settings, *, dry: bool) -> tuple[Due, Periods]:
    async with keeping(settings) as kept:
        days = await periods(settings, kept.store)
        retention = Retention(kept.store, kept.eraser, days)
        return await (retention.due() if dry else retention.run()), days
