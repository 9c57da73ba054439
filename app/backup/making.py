"""Making a backup while the service runs, and throwing old ones away."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Error as SqliteError

from sqlalchemy import make_url

from app.backup.age_keys import BackupKey, backup_key
from app.backup.archive import check_database, copy_database, pack, unpack
from app.backup.beside import files
from app.backup.digest import Digest
from app.backup.kept_backups import prune
from app.backup.key_copies import KeyCopies
from app.backup.keys_in_copy import take_keys_out
from app.backup.names import DAILY, backups_in, name_of
from app.backup.problem import BackupProblem
from app.backup.scratch import scratch
from app.settings import Settings
from counselling.clock import utc_now

Say = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A finished backup. ``checked``: it was decrypted and opened again."""

    file: Path
    checked: bool
    pruned: int
    key_made: Path | None


async def make_backup(
    settings: Settings,
    copies: KeyCopies,
    folder: Path,
    say: Say = lambda _line: None,
    *,
    kind: str = DAILY,
) -> Made:
    """Back up to ``folder``; raises BackupProblem, OSError, NotSaved: then nothing was written.

    ``kind``: how the file's name begins (names.py).
    """
    source = sqlite_file(settings)
    key = backup_key(settings)
    made_at = utc_now()
    file = folder / name_of(kind, made_at)
    said_at = made_at.isoformat(timespec="seconds")
    await asyncio.to_thread(_write, settings, source, file, said_at, key, say)
    # After the database: so every conversation in it has its key here, or was erased meanwhile.
    await copies.write(folder)
    pruned = await asyncio.to_thread(prune, settings, folder)
    return Made(file, key.identity is not None, pruned, key.made)


def newest_backup(folder: Path) -> datetime | None:
    """When the newest backup in ``folder`` was made (aware, UTC); None if there is none."""
    try:
        return next((made_at for made_at, _ in backups_in(folder, DAILY)), None)
    except OSError:  # its disk is not there
        return None


def sqlite_file(settings: Settings) -> Path:
    """The database's file; raises BackupProblem for a database that is none."""
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupProblem(
            f"./osso backup and restore know SQLite only, not {url.get_backend_name()} yet. Use "
            "that database's own tools (pg_dump), and copy the key store apart from it."
        )
    return Path(url.database)


def _write(  # each is needed where it is written
    settings: Settings, source: Path, to: Path, made_at: str, key: BackupKey, say: Say
) -> None:
    if not source.exists():
        raise BackupProblem(f"{source}: there is no database yet, so nothing to back up")
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with scratch(settings.data_dir) as aside:
        copy = aside / "copy.sqlite3"
        try:
            copy_database(source, copy, _told_in_tenths(say))
            take_keys_out(copy)
        except SqliteError as error:
            raise BackupProblem(f"{source}: the database cannot be copied ({error})") from None
        check_database(copy)
        say("Encrypting ...")
        digest = pack(copy, files(settings), made_at, to, key.recipient)
        if key.identity:
            say("Opening it again ...")
            _open_again(to, aside, key, digest)


def _open_again(file: Path, aside: Path, key: BackupKey, digest: Digest) -> None:
    if key.identity is None:
        return
    try:
        _, found = unpack(file, aside, key.identity)
    except BackupProblem:
        file.unlink()
        raise
    if found != digest:
        file.unlink()
        raise BackupProblem(f"{file}: what was written is not what was read; try another disk")


def _told_in_tenths(say: Say) -> Callable[[float], None]:
    last = -1

    def progress(part: float) -> None:
        nonlocal last
        if int(part * 10) > last:
            last = int(part * 10)
            say(f"Copying the database ... {10 * last} %")

    return progress
