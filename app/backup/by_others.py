"""Backups that another program makes: of a PostgreSQL, by pg_dump, into OSSO_BACKUP_DIR."""

from datetime import UTC, datetime
from pathlib import Path


def newest_file(folder: Path) -> datetime | None:
    """When the newest file in ``folder`` was written (aware, UTC); None if there is none.

    Empty and hidden ones are none: a dump that failed, or is being written. ``keys.age`` holds no
    woman's words.
    """
    try:
        written = [found for path in folder.iterdir() if (found := _written(path))]
    except OSError:  # its disk is not there
        return None
    return max(written, default=None)


def _written(path: Path) -> datetime | None:
    try:
        about = path.stat()
    except OSError:  # it was taken away just now
        return None
    if path.name.startswith(".") or path.name == "keys.age" or not path.is_file():
        return None
    return datetime.fromtimestamp(about.st_mtime, UTC) if about.st_size else None
