"""What supervisors and administrators should know of the backups: that none could be made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Why = Literal["", "room", "away", "damaged", "other"]


@dataclass(frozen=True)
class BackupNotice:
    """``why``: empty while all is well. ``last``: when the newest whole one was made, aware."""

    why: Why = ""
    last: datetime | None = None

    @property
    def version(self) -> str:
        """Differs when something else is to be shown; empty while there is nothing."""
        return str(hash(self)) if self.why else ""


NO_TROUBLE = BackupNotice()
