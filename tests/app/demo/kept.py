"""Looking into the database that the demo made."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def rows(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "osso.sqlite3")) as database:
        return database.execute(query).fetchall()
