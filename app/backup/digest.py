"""What a backup says of itself, so that whoever opens it sees that it is whole."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

FORMAT = 2
"""1: the database alone. 2: the office's files too, and how many rows each table has."""


@dataclass(frozen=True)
class Digest:
    """``made_at``: ISO 8601, UTC; ``sha256`` of the database, in hex.

    ``files``: the same of each file beside it, by its name; ``counts``: rows by table.
    """

    made_at: str
    sha256: str
    format: int = FORMAT
    files: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def counts_of(path: Path) -> dict[str, int]:
    """How many rows each table of a SQLite database has; raises sqlite3.Error."""
    with closing(sqlite3.connect(path)) as database:
        named = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  # the database's own names
            for (name,) in named
        }
