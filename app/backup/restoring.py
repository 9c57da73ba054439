"""Coming back from a backup, without bringing back what was erased."""

import asyncio
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyrage import x25519

from app.backup.age_keys import FILE_NAME as BACKUP_KEY
from app.backup.age_keys import read_identity
from app.backup.archive import unpack
from app.backup.digest import Digest, counts_of
from app.backup.files_back import FilesBack, put_files_back
from app.backup.key_copies import FILE_NAME as KEYS_COPY
from app.backup.key_copies import read_copy
from app.backup.making import sqlite_file
from app.backup.problem import BackupProblem
from app.backup.scratch import scratch
from app.keeping import keeping
from app.periods import periods
from app.secret_key import FILE_NAME as SECRET_KEY
from app.secret_key import secret_key
from app.settings import Settings
from counselling.clock import utc_now
from counselling.erasing import OFFICE
from counselling.keyless import count_keyless
from counselling.retention import Retention
from counselling.store.keys import KeyRing
from counselling.store.newer_database import NewerDatabase
from counselling.store.revisions import revision_of_file
from counselling.store.vault import Unreadable, Vault

Say = Callable[[str], None]


@dataclass(frozen=True)
class Sources:
    """What to restore from. ``keys`` and ``identity``: None for where they belong.

    ``only_database``: leave the Q&A files, the editors' corner and the list of duty as they are.
    """

    file: Path
    keys: Path | None = None
    identity: Path | None = None
    only_database: bool = False


@dataclass(frozen=True)
class Restored:
    """What a restore did. ``aside``: where what was there before lies, if there was something.

    ``rows``: by table, as they came out of the backup, in this program's form.
    """

    digest: Digest
    rows: Mapping[str, int]
    aside: Path | None
    conversations: int
    erased_again: int
    past_its_time: int
    without_key: int
    files: FilesBack


async def restore(settings: Settings, sources: Sources, say: Say) -> Restored:
    """Exchange the database; the service must not run. Raises BackupProblem, OSError, NotSaved.

    Until the new database is known to be whole and its keys to open, nothing is changed.
    """
    place = sqlite_file(settings)
    identity = read_identity(sources.identity or settings.data_dir / BACKUP_KEY)
    ring = _keys(settings, sources, identity)
    aside = settings.data_dir / f"before-restore-{utc_now():%Y-%m-%d-%H%M%S}"
    with scratch(settings.data_dir) as room:
        say("Decrypting and checking the backup ...")
        database, digest = await asyncio.to_thread(unpack, sources.file, room, identity)
        _check_form(sources.file, database)
        _put_in_place(database, place, aside)
        files = FilesBack()
        if not sources.only_database:
            files = await asyncio.to_thread(put_files_back, room, digest, settings, aside)
    say("Replaying erasures ...")
    async with keeping(settings, restoring=True) as kept:
        rows = await asyncio.to_thread(counts_of, place)
        await kept.keys.take_over(ring, at=utc_now())
        erased = await kept.eraser.replay()
        days = await periods(settings, kept.store)
        gone = await Retention(kept.store, kept.eraser, days).run()
        living, without = await count_keyless(kept.store)
        async with kept.store.write() as tx:
            await tx.staff.end_all_sessions()  # some were ended since the backup
            await tx.records.audit(OFFICE, "restore", digest.made_at, at=utc_now())
    there = aside if aside.exists() else None
    past = gone.chats + gone.cases
    return Restored(digest, rows, there, living, erased, past, without, files)


def _keys(settings: Settings, sources: Sources, identity: x25519.Identity) -> KeyRing:
    """The keys beside the backup, known to open; none where those of the office will do."""
    copy = sources.keys or sources.file.parent / KEYS_COPY
    ring = read_copy(copy, identity) if copy.exists() else KeyRing({}, {})
    if not copy.exists() and not (settings.data_dir / "keys.sqlite3").exists():
        raise BackupProblem(
            f"{copy}: the keys are missing, without which no text can be read. Put keys.age "
            "beside the backup, or name it with --keys."
        )
    _check_secret(settings, ring)
    return ring


def _check_secret(settings: Settings, ring: KeyRing) -> None:
    """The office's secret key is there and opens the keys; raises BackupProblem, BadSettings."""
    path = settings.data_dir / SECRET_KEY
    if not settings.secret_key.get_secret_value() and not path.exists():
        raise BackupProblem(
            f"{path}: the office's secret key is missing. Put its safe copy there, or set "
            "OSSO_SECRET_KEY; without it no text of the backup can be read."
        )
    vault = Vault(secret_key(settings)[0])
    for name, wrapped in ring.keys.items():
        try:
            vault.open_key(wrapped, name)
        except Unreadable:
            raise BackupProblem(
                f"{path}: this secret key does not open the backup's keys; it is another office's, "
                "or an old one. Put the right one there."
            ) from None
        return  # all were wrapped by the same one


def _check_form(file: Path, database: Path) -> None:
    """The database is an office's, and of no newer program than this; raises BackupProblem."""
    try:
        form = revision_of_file(database)
    except NewerDatabase:
        raise BackupProblem(
            f"{file}: a newer program made this backup. Install that one, and restore with it."
        ) from None
    if form is None:
        raise BackupProblem(f"{file}: the database in it is no office's; take another backup")


def _put_in_place(database: Path, place: Path, aside: Path) -> None:
    """Move the present database away. Its keys stay: an erasure must still reach them."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = place.with_name(f"{place.name}.restored")
    shutil.move(database, beside)  # it may be another disk, with too little room
    _move_aside(place, aside)
    beside.replace(place)


def _move_aside(place: Path, aside: Path) -> None:
    there = [place.with_name(place.name + end) for end in ("", "-wal", "-shm")]
    there = [path for path in there if path.exists()]
    if not there:
        return
    aside.mkdir(mode=0o700)
    for path in there:
        shutil.move(path, aside / path.name)
