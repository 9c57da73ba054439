"""Coming back from a backup, without bringing back what was erased."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.backup.age_keys import FILE_NAME as BACKUP_KEY
from app.backup.age_keys import read_identity
from app.backup.archive import scratch, unpack
from app.backup.key_copies import FILE_NAME as KEYS_COPY
from app.backup.key_copies import read_copy
from app.backup.making import sqlite_file
from app.backup.problem import BackupProblem
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
from counselling.store.vault import Unreadable, Vault

Say = Callable[[str], None]
_NO_KEYS = KeyRing({}, {})


@dataclass(frozen=True)
class Sources:
    """What to restore from. ``keys`` and ``identity``: None for where they belong."""

    file: Path
    keys: Path | None = None
    identity: Path | None = None


@dataclass(frozen=True)
class Restored:
    """What a restore did. ``aside``: where the database before it lies, if there was one."""

    made_at: str
    aside: Path | None
    conversations: int
    erased_again: int
    past_its_time: int
    without_key: int


async def restore(settings: Settings, sources: Sources, say: Say) -> Restored:
    """Exchange the database; the service must not run. Raises BackupProblem, OSError, NotSaved.

    Until the new database is known to be whole and its keys to open, nothing is changed.
    """
    place = sqlite_file(settings)
    identity = read_identity(sources.identity or settings.data_dir / BACKUP_KEY)
    copy = sources.keys or sources.file.parent / KEYS_COPY
    ring = read_copy(copy, identity) if copy.exists() else _NO_KEYS
    if not copy.exists() and not (settings.data_dir / "keys.sqlite3").exists():
        raise BackupProblem(
            f"{copy}: the keys are missing, without which no text can be read. Put keys.age "
            "beside the backup, or name it with --keys."
        )
    _check_secret(settings, ring)
    with scratch(settings.data_dir) as room:
        say("Decrypting and checking the backup ...")
        database, digest = await asyncio.to_thread(unpack, sources.file, room, identity)
        aside = _move_aside(settings, place)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database.replace(place)
    async with keeping(settings) as kept:
        say("Replaying erasures ...")
        await kept.keys.take_over(ring, at=utc_now())
        erased = await kept.eraser.replay()
        days = await periods(settings, kept.store)
        gone = await Retention(kept.store, kept.eraser, days).run()
        living, without = await count_keyless(kept.store)
        async with kept.store.write() as tx:
            await tx.staff.end_all_sessions()  # some were ended since the backup
            await tx.records.audit(OFFICE, "restore", digest.made_at, at=utc_now())
    return Restored(digest.made_at, aside, living, erased, gone.chats + gone.cases, without)


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


def _move_aside(settings: Settings, place: Path) -> Path | None:
    """Move the present database away. Its keys stay: an erasure must still reach them."""
    there = [place.with_name(place.name + end) for end in ("", "-wal", "-shm")]
    there = [path for path in there if path.exists()]
    if not there:
        return None
    aside = settings.data_dir / f"before-restore-{utc_now():%Y-%m-%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    for path in there:
        path.rename(aside / path.name)
    return aside
