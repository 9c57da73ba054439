"""SQLite beside the event loop with one trip to its thread for each statement.

SQLAlchemy's adapter for aiosqlite goes there four times for a statement (cursor, execute, fetch,
close) and twice more for BEGIN and a rollback of nothing: of what the service did for a message
most was that. Here BEGIN goes along with the first statement, the rows come back with it, and what
was never begun is not ended. All else is the adapter's
(https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#module-sqlalchemy.dialects.sqlite.aiosqlite).

A *brief* transaction is a few statements on rows found by their key. Only its first one and its
COMMIT go to the thread, for these may wait: for a lock, for the disk. What lies between waits for
nothing (https://sqlite.org/wal.html#concurrency) and takes less long than the way there and back.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
)
from sqlalchemy.engine import Dialect


class _Told(NamedTuple):
    """What is left of a cursor when its statement is done."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    arraysize: int = 1
    rows: Sequence[Any] = ()

    def close(self) -> None:
        """It is closed already."""


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """Its statement's rows are fetched where it is carried out."""

    __slots__ = ()
    _awaitable_cursor_close = False
    _adapt_connection: "OneTrip"
    _cursor: Any

    def _make_new_cursor(self, connection: Any) -> Any:
        return _Told()

    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        return await self._go(_carry_out, operation, parameters)

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        return await self._go(_carry_out_many, operation, seq_of_parameters)

    async def _go(self, work: Callable[..., _Told], operation: Any, parameters: Any) -> None:
        adapter = self._adapt_connection
        async with adapter._execute_mutex:  # noqa: SLF001  # as the adapter's own cursor
            begin, adapter.to_begin = adapter.to_begin, None
            in_place = adapter.is_brief and begin is None
            there = adapter._connection  # noqa: SLF001
            arguments = (there._conn, begin, operation, parameters)  # noqa: SLF001
            told = work(*arguments) if in_place else await there._execute(work, *arguments)  # noqa: SLF001
        self._cursor, self._rows = told, deque(told.rows)


class OneTrip(AsyncAdapt_aiosqlite_connection):
    """``to_begin``: the BEGIN that goes along with the next statement. ``is_brief``: the others are
    carried out in place.
    """

    __slots__ = ("is_brief", "to_begin")
    _cursor_cls = _Cursor

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self.to_begin: str | None = None
        self.is_brief = False

    def rollback(self) -> None:
        """Undo what was begun."""
        brief = self.is_brief
        if not self._is_under_way():
            return
        if brief:
            self._connection._conn.rollback()  # noqa: SLF001
        else:
            super().rollback()

    def commit(self) -> None:
        """Keep what was begun."""
        if self._is_under_way():
            super().commit()

    def _is_under_way(self) -> bool:
        self.to_begin, self.is_brief = None, False
        raw: sqlite3.Connection | None = self._connection._connection  # noqa: SLF001
        return raw is not None and raw.in_transaction


def connect(dialect: Dialect, _record: object, args: Any, named: Any) -> OneTrip:
    """For the engine's event ``do_connect``."""
    adapter: Any = dialect.loaded_dbapi.connect(*args, **named)
    return OneTrip(adapter.dbapi, adapter._connection)  # noqa: SLF001  # the same line, other cursors


def begin(connection: Connection, how: str, *, brief: bool = False) -> None:
    """Have ``how`` (BEGIN, BEGIN IMMEDIATE) carried out before the next statement."""
    adapter: Any = connection.connection.dbapi_connection
    adapter.to_begin, adapter.is_brief = how, brief


def _carry_out(raw: sqlite3.Connection, begin: str | None, what: str, given: Any) -> _Told:
    if begin:
        raw.execute(begin)
    return _told(raw.execute(what, given) if given is not None else raw.execute(what))


def _carry_out_many(raw: sqlite3.Connection, begin: str | None, what: str, given: Any) -> _Told:
    if begin:
        raw.execute(begin)
    return _told(raw.executemany(what, given))


def _told(cursor: sqlite3.Cursor) -> _Told:
    rows = cursor.fetchall() if cursor.description else ()
    told = _Told(cursor.description, cursor.rowcount, cursor.lastrowid, rows=rows)
    cursor.close()
    return told
