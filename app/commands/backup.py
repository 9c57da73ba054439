"""Back up the database to one encrypted file, also while the service runs."""

import argparse
import asyncio
import sys
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from app.backup.making import Made, make_backup, sqlite_file
from app.backup.problem import BackupProblem
from app.keeping import keeping
from app.settings import Settings
from counselling.store.not_saved import NotSaved


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso backup [FOLDER]``"""
    parser.add_argument(
        "folder", nargs="?", type=Path, help="where to; OSSO_BACKUP_DIR or backups in the data"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do it; 1 when something must be mended."""
    folder = (options.folder or settings.backups).resolve()
    try:
        made, due = asyncio.run(_back_up(settings, folder))
    except (BackupProblem, NotSaved, OSError) as error:
        print(f"osso: no backup was made: {error}", file=sys.stderr)
        return 1
    except DatabaseError as error:
        print(f"osso: no backup was made: the database is damaged ({error.orig});", file=sys.stderr)
        print("stop the service and go back to the last one: ./osso restore FILE", file=sys.stderr)
        return 1
    _tell(settings, made)
    for left in due:
        print(f"{left}/keys.age still holds keys of erased conversations: the folder cannot be")
        print("reached. Plug the disk in; it is tried again with each backup and once a day.")
    return 0


async def _back_up(settings: Settings, folder: Path) -> tuple[Made, list[Path]]:
    sqlite_file(settings)  # first: another database has other tools, and perhaps no driver here
    async with keeping(settings) as kept:
        made = await make_backup(settings, kept.copies, folder, print)
        await kept.copies.renew()
        return made, await kept.copies.due()


def _tell(settings: Settings, made: Made) -> None:
    print(f"Backed up: {made.file} ({made.file.stat().st_size / 1e6:.1f} MB)")
    if made.checked:
        print("It was decrypted and opened again: it is whole.")
    else:
        print("Its private key is not here, so it was not opened again; try ./osso restore where")
        print("that key is.")
    print(f"The keys there are now: {made.file.with_name('keys.age')}")
    if made.pruned:
        print(f"Thrown away: {made.pruned} older than {settings.keep_backups_days} days.")
    if made.key_made:
        print(f"The key of the backups was made: {made.key_made}")
        print("Keep a copy of it and of secret.key somewhere else, not beside the backups.")
        print("Without both nobody can restore; with both and keys.age every text can be read.")
