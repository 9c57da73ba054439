"""What backups are called: what kind they are, and when they were made."""

import re
from datetime import UTC, datetime
from pathlib import Path

DAILY, BEFORE_UPGRADE = "osso", "before-upgrade"
_STAMP = "%Y-%m-%d-%H%M"
_STAMPED = re.compile(r"(.+)-(\d{4}-\d{2}-\d{2}-\d{4})\.age")


def name_of(kind: str, made_at: datetime) -> str:
    """The name of a backup of this ``kind``; ``made_at`` is in UTC."""
    return f"{kind}-{made_at:{_STAMP}}.age"


def backups_in(folder: Path, kind: str) -> list[tuple[datetime, Path]]:
    """The backups whose name begins with ``kind``, newest first, each with when it was made.

    A name of ours says when it was made, which copying a file about does not change.
    """
    found = []
    for path in folder.glob(f"{kind}-*.age"):
        named = _STAMPED.fullmatch(path.name)
        if named and (named[1] == kind or (kind != DAILY and named[1].startswith(f"{kind}-"))):
            made_at = datetime.strptime(named[2], _STAMP).replace(tzinfo=UTC)
            found.append((made_at, path))
    return sorted(found, reverse=True)
