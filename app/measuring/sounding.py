"""Looks up how the service stands just now: for the operator's monitoring and the status page."""

import asyncio
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.backup.by_others import newest_file
from app.backup.key_copies import KeyCopies
from app.backup.making import newest_backup
from app.faq_status import FaqStatus
from app.measuring.readiness import Readiness
from app.measuring.troubles import Troubles
from app.office import Office
from app.settings import Settings
from counselling.clock import utc_now
from counselling.store.standing import Standing
from desk.status import Disk, Status


@dataclass(frozen=True)
class Assistants:
    """What is known of Rasa: its state (ready, starting, down) and the name of its model."""

    state: Callable[[], str]
    model: Callable[[], str]


@dataclass(frozen=True)
class Counted:
    """What was counted since the start that the status page shows, too."""

    channels: Sequence[str]
    troubles: Troubles


class Sounder:
    """Sounds one running service."""

    def __init__(
        self,
        settings: Settings,
        office: Office,
        assistant: Assistants,
        faq: FaqStatus,
        copies: KeyCopies,
        *,
        readiness: Readiness,
        counted: Counted,
    ) -> None:
        self._settings = settings
        self._office = office
        self._assistant = assistant
        self._faq = faq
        self._copies = copies
        self._readiness = readiness
        self._counted = counted
        self._since = utc_now()

    async def sound(self) -> Status:
        """Look now. Never raises for a database or disk that does not answer."""
        news = self._office.pager.news if self._office.pager else None
        return Status(
            at=utc_now(),
            since=self._since,
            channels=tuple(self._counted.channels),
            troubles=self._counted.troubles.latest(),
            ready=await self._readiness.is_ready(),
            assistant=self._assistant.state(),
            model=self._assistant.model(),
            faq=self._faq.state.value,
            standing=await self._standing(),
            daily=self._settings.backup_dir is not None,
            backup_at=await asyncio.to_thread(self._newest_backup),
            stale_keys=await self._stale_keys(),
            disks=await asyncio.to_thread(self._disks),
            calls={"in_vain": len(news.in_vain), "nobody": len(news.nobody)} if news else {},
            unreached=len(news.unreached) if news else 0,
        )

    async def _standing(self) -> Standing | None:
        store = self._office.store

        async def look() -> Standing:
            async with store.read() as tx:
                return await tx.standing.now()

        try:
            return await store.finish(look())
        except Exception:  # noqa: BLE001  # the monitoring must hear of all else then
            return None

    async def _stale_keys(self) -> int:
        try:
            return len(await self._office.store.finish(self._copies.due()))
        except Exception:  # noqa: BLE001  # as above
            return 0

    def _newest_backup(self) -> datetime | None:
        look = newest_file if self._settings.shares_database else newest_backup
        return look(self._settings.backups)

    def _disks(self) -> dict[str, Disk]:
        places = {"data": self._settings.data_dir, "backups": self._settings.backups}
        found = ((place, _disk(folder)) for place, folder in places.items())
        return {place: disk for place, disk in found if disk}


def _disk(folder: Path) -> Disk | None:
    try:
        usage = shutil.disk_usage(folder)
    except OSError:  # no such folder yet, or its disk is not there
        return None
    return Disk(usage.free, usage.total)
