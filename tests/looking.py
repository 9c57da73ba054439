"""What stands in the database of a test's folder, whichever it is on, and changing it by hand."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests import postgres


def rows(folder: Path, question: str, *, keys: bool = False) -> list[tuple[Any, ...]]:
    """The rows that answer an SQL ``question``; ``keys``: in the key store."""
    if postgres.wanted():
        return postgres.find_server().ask(folder, question, keys=keys)
    with closing(sqlite3.connect(folder / _file(keys=keys))) as database:
        return database.execute(question).fetchall()


def change(folder: Path, statement: str, *, keys: bool = False) -> None:
    """Have an SQL ``statement`` done."""
    if postgres.wanted():
        postgres.find_server().ask(folder, statement, keys=keys)
        return
    with closing(sqlite3.connect(folder / _file(keys=keys))) as database, database:
        database.execute(statement)


def kept(folder: Path) -> bytes:
    """Every byte that is kept: the files there; on a server the rows of all tables."""
    files = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return files + postgres.find_server().rows_of(folder) if postgres.wanted() else files


def lose_keys(folder: Path) -> None:
    """As if the database had come back without its key store. Nobody may have it open."""
    if postgres.wanted():
        change(folder, "DELETE FROM key", keys=True)
    for file in folder.glob("keys.sqlite3*"):
        file.unlink()


def _file(*, keys: bool) -> str:
    return "keys.sqlite3" if keys else "osso.sqlite3"
