"""Before a newer program changes the tables, the database is backed up by itself."""

import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import structlog

from app.backup.key_copies import KeyCopies
from app.backup.making import make_backup, sqlite_file
from app.backup.names import BEFORE_UPGRADE
from app.backup.problem import BackupProblem, UpgradeRefused
from app.service_lock import ServiceRuns, alone_in
from app.settings import Settings
from counselling.store.not_saved import NotSaved
from counselling.store.store import Store

log = structlog.get_logger(__name__)

Say = Callable[[str], None]


async def prepare(
    settings: Settings,
    store: Store,
    copies: KeyCopies,
    say: Say | None = None,
    *,
    is_service: bool = False,
) -> None:
    """``store.prepare``, with a backup before an upgrade; raises UpgradeRefused, NewerDatabase.

    ``is_service``: whoever asks holds the data folder's lock. A command must not change the
    tables under a service of an older program that still works with them.
    """
    back_up = partial(_back_up, settings, copies, say or _aside)
    await store.prepare(back_up if is_service else partial(_alone, settings, back_up))


def _aside(line: str) -> None:
    sys.stderr.write(f"{line}\n")  # what a command prints may be read by a program


async def _alone(settings: Settings, back_up: Callable[[str], Awaitable[None]], found: str) -> None:
    try:
        with alone_in(settings.data_dir):
            await back_up(found)
    except ServiceRuns:
        raise UpgradeRefused(
            "the service that runs is of an older program than this command. Stop it, and start "
            "it again with ./osso up: that brings the database up to date."
        ) from None


async def _back_up(settings: Settings, copies: KeyCopies, say: Say, found: str) -> None:
    try:
        sqlite_file(settings)
    except BackupProblem:  # another database has its own tools, and whoever runs it its backups
        say("The tables are brought up to date. This database is not backed up by the program.")
        return
    say(f"The database is of an older program (form {found}). It is backed up first ...")
    whys = []
    for folder in dict.fromkeys((settings.backups, settings.data_dir / "backups")):
        try:
            file = await _made(settings, copies, folder, found)
        except (BackupProblem, NotSaved, OSError) as error:
            log.warning("no backup before the upgrade in this folder", why=type(error).__name__)
            whys.append(f"{folder}: {error}")
        else:
            say(f"Backed up before the upgrade: {file}")
            say(f"To go back: start the program of before, after ./osso restore {file}")
            return
    raise UpgradeRefused(
        "the database must be brought up to date, but no backup could be made first, so nothing "
        f"was changed ({'; '.join(whys)}). Make room, or set OSSO_BACKUP_DIR to another disk."
    )


async def _made(settings: Settings, copies: KeyCopies, folder: Path, found: str) -> Path:
    kind = f"{BEFORE_UPGRADE}-{found}"
    made = await make_backup(settings, copies, folder.resolve(), kind=kind)
    return made.file
