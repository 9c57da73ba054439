"""What stands in the database of a test's folder, whichever it is on."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests import postgres


def rows(folder: Path, question: str) -> list[tuple[Any, ...]]:
    """The rows that answer an SQL ``question``."""
    if postgres.wanted():
        return postgres.find_server().ask(folder, question)
    with closing(sqlite3.connect(folder / "osso.sqlite3")) as database:
        return database.execute(question).fetchall()
