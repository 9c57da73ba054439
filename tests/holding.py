"""A database that takes nothing for a while, whichever it is: held by another program, or away."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from counselling.store import engine, one_writer
from counselling.store import postgres as on_a_server
from tests import postgres


def be_impatient(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Offices that are opened from now on wait so long for a held database, not five seconds."""
    pragmas = [pragma for pragma in engine._PRAGMAS if not pragma.startswith("busy_timeout")]
    within = int(seconds * 1000)
    monkeypatch.setattr(engine, "_PRAGMAS", (*pragmas, f"busy_timeout={within}"))
    monkeypatch.setattr(one_writer, "WITHIN", seconds)
    monkeypatch.setitem(on_a_server._SERVER, "lock_timeout", f"{within}ms")


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another program writes to the database inside."""
    if postgres.wanted():
        with postgres.find_server().holding(folder, on_a_server.WRITER):
            yield
        return
    with closing(sqlite3.connect(folder / "osso.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def away(folder: Path) -> Iterator[None]:
    """The database can be reached by nobody inside; whoever had it open must let go of it."""
    if postgres.wanted():
        with postgres.find_server().closing(folder):
            yield
        return
    file, elsewhere = folder / "osso.sqlite3", folder / "away"
    file.rename(elsewhere)
    file.mkdir()
    yield
    file.rmdir()
    elsewhere.rename(file)
