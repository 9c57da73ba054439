"""Making a backup while the service runs, and throwing old ones away."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Error as SqliteError

from sqlalchemy import make_url

from app.backup.age_keys import BackupKey, backup_key
from app.backup.archive import (
    Digest,
    check_database,
    copy_database,
    digest_of,
    pack,
    scratch,
    unpack,
)
from app.backup.key_copies import KeyCopies
from app.backup.problem import BackupProblem
from app.settings import Settings
from counselling.clock import utc_now

_NAME = re.compile(r"osso-(\d{4}-\d{2}-\d{2}-\d{4})\.age")
_STAMP = "%Y-%m-%d-%H%M"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A finished backup. ``checked``: it was decrypted and opened again."""

    file: Path
    checked: bool
    pruned: int
    key_made: Path | None


async def make_backup(
    settings: Settings, copies: KeyCopies, folder: Path, say: Say = lambda _line: None
) -> Made:
    """Back up to ``folder``; raises BackupProblem, OSError, NotSaved: then nothing was written."""
    source = sqlite_file(settings)
    key = backup_key(settings)
    file = await asyncio.to_thread(_write, settings, source, folder, key, say)
    # After the database: so every conversation in it has its key here, or was erased meanwhile.
    await copies.write(folder)
    pruned = await asyncio.to_thread(_prune, folder, settings.keep_backups_days)
    return Made(file, key.identity is not None, pruned, key.made)


def newest_backup(folder: Path) -> datetime | None:
    """When the newest backup in ``folder`` was made (aware, UTC); None if there is none."""
    try:
        named = [_NAME.fullmatch(path.name) for path in folder.iterdir()]
    except OSError:  # no such folder, or its disk is not there
        return None
    made = max((found[1] for found in named if found), default=None)
    return datetime.strptime(made, _STAMP).replace(tzinfo=UTC) if made else None


def sqlite_file(settings: Settings) -> Path:
    """The database's file; raises BackupProblem for a database that is none."""
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupProblem(
            f"./osso backup and restore know SQLite only, not {url.get_backend_name()} yet. Use "
            "that database's own tools (pg_dump), and copy the key store apart from it."
        )
    return Path(url.database)


def _write(settings: Settings, source: Path, folder: Path, key: BackupKey, say: Say) -> Path:
    if not source.exists():
        raise BackupProblem(f"{source}: there is no database yet, so nothing to back up")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made_at = utc_now()
    to = folder / f"osso-{made_at:{_STAMP}}.age"
    with scratch(settings.data_dir) as aside:
        copy = aside / "copy.sqlite3"
        try:
            copy_database(source, copy, _told_in_tenths(say))
        except SqliteError as error:
            raise BackupProblem(f"{source}: the database cannot be copied ({error})") from None
        check_database(copy)
        digest = Digest(made_at.isoformat(timespec="seconds"), digest_of(copy))
        say("Encrypting ...")
        pack(copy, digest, to, key.recipient)
        if key.identity:
            say("Opening it again ...")
            _open_again(to, aside, key, digest)
    return to


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


def _prune(folder: Path, days: int) -> int:
    """Throw away the backups older than ``days``; how many."""
    before, pruned = utc_now().replace(tzinfo=None) - timedelta(days=days), 0
    for path in folder.iterdir():
        named = _NAME.fullmatch(path.name)
        # A name of ours says when it was made, which copying a file about does not change.
        if named and datetime.strptime(named[1], _STAMP) < before:  # noqa: DTZ007  # UTC, as above
            path.unlink()
            pruned += 1
    return pruned
