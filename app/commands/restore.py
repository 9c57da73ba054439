"""Put the database of a backup in place of the present one, and replay what was erased since."""

import argparse
import asyncio
import sys
from pathlib import Path

from app.backup.problem import BackupProblem
from app.backup.restoring import Restored, Sources, restore
from app.service_lock import ServiceRuns, alone_in
from app.settings import Settings
from counselling.store.not_saved import NotSaved


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso restore FILE``"""
    parser.add_argument("file", type=Path, help="the backup, osso-YYYY-MM-DD-HHMM.age")
    parser.add_argument("--keys", type=Path, help="keys.age; by default the one beside FILE")
    parser.add_argument("--identity", type=Path, help="backup.key; by default in the data folder")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do it; 1 when something must be mended."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    sources = Sources(options.file, options.keys, options.identity)
    try:
        with alone_in(settings.data_dir):
            done = asyncio.run(restore(settings, sources, print))
    except ServiceRuns:
        why = "the service runs; stop it first (Ctrl-C where ./osso up was started)"
        print(f"osso: nothing was restored: {why}", file=sys.stderr)
        return 1
    except (BackupProblem, NotSaved, OSError) as error:
        print(f"osso: nothing was restored: {error}", file=sys.stderr)
        return 1
    _tell(done)
    return 0


def _tell(done: Restored) -> None:
    print(f"Restored the backup of {done.made_at}: {done.conversations} conversations.")
    print(f"Erased again, because they were erased since: {done.erased_again}.")
    if done.past_its_time:
        print(f"Erased, because their time is over: {done.past_its_time}.")
    if done.without_key:
        print(f"Without a key, so that nobody can read them: {done.without_key}.")
        print("Their women begin anew when they write. ./osso erase CODE ends their tickets.")
    if done.aside:
        print(f"The database before it lies in {done.aside}; delete that once all is well.")
    print("Next: ./osso up")
