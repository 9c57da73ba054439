"""A restore that changes nothing: the real one, into a folder that is thrown away."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import SecretStr

from app.backup.age_keys import FILE_NAME as BACKUP_KEY
from app.backup.digest import counts_of
from app.backup.key_copies import FILE_NAME as KEYS_COPY
from app.backup.making import sqlite_file
from app.backup.names import DAILY, backups_in
from app.backup.problem import BackupProblem
from app.backup.restoring import Restored, Sources, restore
from app.backup.scratch import scratch
from app.keeping import keeping
from app.secret_key import secret_key
from app.settings import Settings
from counselling.sampling import Sample, open_some

Say = Callable[[str], None]
MOST = 200
"""Messages, and attachments, that are opened."""
_MAY_SHRINK = frozenset({"desk_session"})  # an upgrade may sign everybody out


@dataclass(frozen=True)
class Drilled:
    """What a drill saw.

    ``lost``: tables that have fewer rows than the backup says, with both numbers. ``living``: rows
    by table in the present database, empty if there is none.
    """

    file: Path
    restored: Restored
    sample: Sample
    lost: Mapping[str, tuple[int, int]]
    living: Mapping[str, int]

    @property
    def is_well(self) -> bool:
        """Whether everything is there, opens and can be used."""
        return not (self.lost or self.sample.unreadable or self.restored.files.not_used)


async def drill(settings: Settings, sources: Sources, say: Say) -> Drilled:
    """Restore beside the running office and look; raises BackupProblem, OSError, NotSaved."""
    secret, _ = secret_key(settings)
    with scratch(settings.data_dir) as room:
        office = room / "office"
        office.mkdir(mode=0o700)
        aside = settings.model_copy(
            update={
                "data_dir": office,
                "faq_dir": office / "faq",
                "database_url": "",
                "keys_url": "",
                "backup_dir": None,
                "secret_key": SecretStr(base64.b64encode(secret).decode()),
            }
        )
        restored = await restore(aside, _from_home(settings, sources), say)
        say("Opening some of what is sealed ...")
        async with keeping(aside) as kept:
            sample = await open_some(kept.store, MOST)
    place = sqlite_file(settings)
    living = counts_of(place) if place.exists() else {}
    return Drilled(sources.file, restored, sample, _lost(restored), living)


def newest(folder: Path) -> Path:
    """The newest backup in a folder; raises BackupProblem."""
    found = backups_in(folder, DAILY)
    if not found:
        raise BackupProblem(f"{folder}: there is no backup yet; make one with ./osso backup")
    return found[0][1]


def _lost(restored: Restored) -> dict[str, tuple[int, int]]:
    held, rows = restored.digest.counts, restored.rows
    return {
        table: (count, rows.get(table, 0))
        for table, count in held.items()
        if rows.get(table, 0) < count and table not in _MAY_SHRINK
    }


def _from_home(settings: Settings, sources: Sources) -> Sources:
    """The keys of the real office, which the folder of the drill lacks."""
    keys = sources.keys or sources.file.parent / KEYS_COPY
    identity = sources.identity or settings.data_dir / BACKUP_KEY
    return replace(sources, keys=keys, identity=identity, only_database=False)
