"""How a database is opened, and how SQLite is told to lose nothing and to keep no erased byte."""

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, ExceptionContext, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from counselling.store import one_trip, postgres

# WAL + FULL: a commit survives a power cut. secure_delete: erased bytes are overwritten.
# temp_store: what a query sorts is not written to a temporary file. https://sqlite.org/pragma.html
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "busy_timeout=5000",
)
_PRIMARY = 0xFF  # of SQLite's extended error codes (https://sqlite.org/rescode.html)
_CHECKPOINT_WAITS = 0.1  # seconds; whoever writes meanwhile waits as long


def open_engine(url: str) -> AsyncEngine:
    """The engine of the database at ``url`` (SQLAlchemy, async driver)."""
    engine = create_async_engine(url, hide_parameters=True, **postgres.options(url))  # errors: log
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "do_connect", one_trip.connect)
        event.listen(engine.sync_engine, "connect", _set_up_connection)
        event.listen(engine.sync_engine, "begin", _begin)
        event.listen(engine.sync_engine, "handle_error", _open_anew)
    if engine.dialect.name == "postgresql":
        postgres.set_up(engine)
    return engine


async def empty_wal(engine: AsyncEngine) -> bool:
    """Have nothing left in SQLite's write-ahead log; False if somebody reads just now.

    Until then the log may still hold pages as they were before an erasure
    (https://sqlite.org/pragma.html#pragma_wal_checkpoint). Other databases have no such file of
    ours: True.
    """
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return True
    return await asyncio.to_thread(_empty_wal, engine.url.database)


def _empty_wal(path: str) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=_CHECKPOINT_WAITS)) as connection:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    return not busy


def _set_up_connection(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that will write takes the lock at once: one that reads first and writes later
    # fails with SQLITE_BUSY (https://www.sqlite.org/isolation.html).
    chosen = connection.get_execution_options()
    how = "BEGIN IMMEDIATE" if chosen.get("writes", False) else "BEGIN"
    one_trip.begin(connection, how, brief=chosen.get("brief", False))


def _open_anew(failed: ExceptionContext) -> None:
    # SQLite opens what it cannot write for reading, and such a connection never writes again,
    # whatever becomes of the disk (https://sqlite.org/c3ref/open.html).
    code = getattr(failed.original_exception, "sqlite_errorcode", 0)
    if code & _PRIMARY == sqlite3.SQLITE_READONLY:
        failed.is_disconnect = True
