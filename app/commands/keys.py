"""Give the office a new secret key; every conversation's key is wrapped anew."""

import argparse
import asyncio
import sys
from pathlib import Path

from app.rotating import Rotated, carry_over_from, rotate
from app.service_lock import ServiceRuns, alone_in
from app.settings import Settings
from counselling.rekeying import UnknownChannel, WrongSecret
from counselling.store.not_saved import NotSaved


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso keys rotate [--from FILE]``"""
    parser.add_argument("what", choices=["rotate"])
    parser.add_argument(
        "--from", dest="old", type=Path, help="file with the old key; the present one stays"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do it; 1 when something must be mended."""
    try:
        with alone_in(settings.data_dir):
            old: Path | None = options.old
            work = carry_over_from(settings, old) if old else rotate(settings)
            _tell(asyncio.run(work), anew=old is None)
    except ServiceRuns:
        return _stopped("the service runs; stop it first (Ctrl-C where ./osso up was started)")
    except WrongSecret:
        return _stopped("the old key opens nothing here; is it the right one?")
    except UnknownChannel as error:
        return _stopped(f"chats on {error} cannot be carried over by this version")
    except (NotSaved, OSError) as error:
        return _stopped(f"{type(error).__name__}; mend that and run the same command again")
    return 0


def _stopped(why: str) -> int:
    print(f"osso: the key was not changed: {why}", file=sys.stderr)
    return 1


def _tell(done: Rotated, *, anew: bool) -> None:
    counted = done.done
    print(f"Carried over: {counted.keys} conversations, {counted.codes} codes,")
    print(f"{counted.factors} two-step sign-ins, {counted.addresses} addresses of chats.")
    if counted.unreadable:
        print(f"Keys that opened with neither key, left as they are: {counted.unreadable}.")
    for folder in done.copies:
        print(f"{folder}/keys.age is still under the old key: plug its disk in, then")
        print(f"  ./osso backup {folder}")
    if anew:
        print("Keep a copy of the new secret.key in a safe place, as you did with the old one.")
        print("Back up now: ./osso backup. Backups from before need the old key once more:")
        print("after restoring one, ./osso keys rotate --from OLD-KEY-FILE.")
