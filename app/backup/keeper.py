"""Backing up while the service runs, as often as the settings say; a failure is not kept quiet."""

import asyncio
import errno
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.backup.key_copies import KeyCopies
from app.backup.making import make_backup
from app.backup.names import DAILY, backups_in
from app.backup.problem import BackupProblem
from app.settings import Settings
from counselling.beside import Beside
from counselling.clock import Clock, utc_now
from counselling.store.not_saved import NotSaved
from desk.backup_notice import NO_TROUBLE, BackupNotice, Why

log = structlog.get_logger(__name__)

FIRST_AFTER, LOOK_EVERY = 60.0, 300.0  # seconds; a start has other things to do first
TRY_AGAIN = timedelta(hours=1)  # after a failure
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class BackupKeeper:
    """Makes the backups that are due in OSSO_BACKUP_DIR. ``notice``: what the desk should say.

    What is due goes by the newest file there: a restart neither makes one more nor forgets one.
    """

    def __init__(
        self,
        settings: Settings,
        copies: KeyCopies,
        *,
        now: Clock = utc_now,
        first_after: float = FIRST_AFTER,
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._settings = settings
        self._copies = copies
        self._now = now
        self._pauses = first_after, look_every
        self._beside = Beside()
        self._failed_at: datetime | None = None
        self.notice = NO_TROUBLE

    def start(self) -> None:
        """Begin; without OSSO_BACKUP_DIR, and where pg_dump writes there, nothing is to do."""
        if self._settings.backup_dir and not self._settings.shares_database:
            self._beside.begin(self._run(self._settings.backup_dir.resolve()))

    async def close(self) -> None:
        """Stop."""
        await self._beside.stop()

    async def look(self, folder: Path) -> None:
        """Make a backup if one is due; whatever goes wrong is logged and told to the desk."""
        last = await asyncio.to_thread(_last, folder)
        now, every = self._now(), timedelta(hours=self._settings.backup_hours)
        if last and now - last < every:
            self._failed_at, self.notice = None, NO_TROUBLE
            return
        if self._failed_at and now - self._failed_at < TRY_AGAIN:
            return
        try:
            made = await make_backup(self._settings, self._copies, folder)
        except Exception as error:  # noqa: BLE001  # the next look must find us here
            self._failed_at, self.notice = now, BackupNotice(_why(error), last)
            log.error("no backup could be made", why=self.notice.why, kind=type(error).__name__)
        else:
            self._failed_at, self.notice = None, NO_TROUBLE
            log.info("backed up", checked=made.checked, thrown_away=made.pruned)

    async def _run(self, folder: Path) -> None:
        first_after, look_every = self._pauses
        await asyncio.sleep(first_after)
        while True:
            await self.look(folder)
            await asyncio.sleep(look_every)


def _last(folder: Path) -> datetime | None:
    found = backups_in(folder, DAILY)
    return found[0][0] if found else None


def _why(error: Exception) -> Why:
    if isinstance(error, OSError):
        return "room" if error.errno in _FULL else "away"
    if isinstance(error, BackupProblem | SQLAlchemyError):
        return "damaged"
    return "room" if isinstance(error, NotSaved) else "other"
