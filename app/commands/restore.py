"""Put a backup in place of what is there, and replay what was erased since."""

import argparse
import asyncio
import sys
from pathlib import Path

from app.backup.drill import drill, newest
from app.backup.problem import BackupProblem
from app.backup.restoring import Sources, restore
from app.commands.restore_told import tell_drill, tell_restored
from app.service_lock import ServiceRuns, alone_in
from app.settings import Settings
from counselling.store.not_saved import NotSaved


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso restore [--drill] [FILE]``"""
    parser.add_argument(
        "file", type=Path, nargs="?", help="the backup, osso-YYYY-MM-DD-HHMM.age; --drill: newest"
    )
    parser.add_argument("--keys", type=Path, help="keys.age; by default the one beside FILE")
    parser.add_argument("--identity", type=Path, help="backup.key; by default in the data folder")
    parser.add_argument(
        "--only-database", action="store_true", help="leave the Q&A files and drafts as they are"
    )
    parser.add_argument(
        "--drill",
        action="store_true",
        help="only try it, in a folder that is thrown away",
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do it; 1 when something must be mended."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        if options.drill:
            return _drill(settings, options)
        return _restore(settings, options)
    except ServiceRuns:
        why = "the service runs; stop it first (Ctrl-C where ./osso up was started)"
        print(f"osso: nothing was restored: {why}", file=sys.stderr)
    except (BackupProblem, NotSaved, OSError) as error:
        print(f"osso: nothing was restored: {error}", file=sys.stderr)
    return 1


def _restore(settings: Settings, options: argparse.Namespace) -> int:
    if options.file is None:
        found = f"the newest is {newest(settings.backups)}"
        raise BackupProblem(f"say which backup: ./osso restore FILE ({found})")
    with alone_in(settings.data_dir):
        done = asyncio.run(restore(settings, _sources(options.file, options), print))
    return tell_restored(done)


def _drill(settings: Settings, options: argparse.Namespace) -> int:
    file = options.file or newest(settings.backups)
    return tell_drill(asyncio.run(drill(settings, _sources(file, options), print)))


def _sources(file: Path, options: argparse.Namespace) -> Sources:
    return Sources(file, options.keys, options.identity, options.only_database)
