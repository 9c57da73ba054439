"""Opening the database and its transactions."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Connection, event, inspect
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from counselling.store.one_writer import OneWriter
from counselling.store.transaction import Transaction
from counselling.store.vault import Vault

P = ParamSpec("P")
Done = TypeVar("Done")
MIGRATIONS = Path(__file__).parent / "migrations"
# WAL + FULL: a commit survives a power cut. secure_delete: erased bytes are overwritten.
# https://www.sqlite.org/pragma.html
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "busy_timeout=5000",
)


def finishes(
    verb: Callable[P, Coroutine[Any, Any, Done]],
) -> Callable[P, Coroutine[Any, Any, Done]]:
    """Decorates a method that reads or writes: once begun it goes on to its end (``finish``).

    Its object keeps the store in ``_store``.
    """

    @wraps(verb)
    async def to_its_end(*args: P.args, **kwargs: P.kwargs) -> Done:
        store: Store = args[0]._store  # type: ignore[attr-defined]  # noqa: SLF001  # see above
        return await store.finish(verb(*args, **kwargs))

    return to_its_end


class NotSaved(Exception):
    """The database did not take the change; nothing of it was stored. Try again."""


class Store:
    """The database at ``url`` (SQLAlchemy, async driver), its texts sealed by ``vault``."""

    def __init__(self, url: str, vault: Vault) -> None:
        self._engine = _engine(url)
        self._vault = vault
        self._one_writer = OneWriter()  # SQLite takes one writer; queueing beats busy waiting
        self._unfinished: set[asyncio.Task[Any]] = set()

    async def prepare(self) -> None:
        """Bring the tables to this version's form."""
        async with self._engine.connect() as connection:
            await connection.run_sync(upgrade)
            await connection.commit()

    async def finish(self, work: Coroutine[Any, Any, Done]) -> Done:
        """Do ``work`` to its end even if who asked for it goes away.

        Everything that reads or writes goes through here: a task that is cancelled in the middle of
        a statement leaves SQLite locked, or its connection closing for ever.
        """
        task = asyncio.create_task(work)
        self._unfinished.add(task)
        task.add_done_callback(self._unfinished.discard)
        return await asyncio.shield(task)

    @asynccontextmanager
    async def write(self, *, urgent: bool = False) -> AsyncIterator[Transaction]:
        """One transaction: all of it or nothing; raises NotSaved. Use it inside ``finish``.

        ``urgent`` ones go before all others that wait.
        """
        try:
            async with (
                self._one_writer.turn(urgent=urgent),
                self._engine.execution_options(writes=True).begin() as connection,
            ):
                yield Transaction(connection, self._vault)
        except OperationalError as error:
            raise NotSaved(str(error.orig)) from error

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A consistent view. Use it inside ``finish``."""
        async with self._engine.connect() as connection:
            yield Transaction(connection, self._vault)

    async def is_well(self) -> bool:
        """Whether the database answers."""
        return await self.finish(self._is_well())

    async def _is_well(self) -> bool:
        try:
            async with self._engine.connect() as connection:
                await connection.exec_driver_sql("SELECT 1")
        except (OperationalError, OSError):
            return False
        return True

    async def settle(self) -> None:
        """Wait for what is being written."""
        await asyncio.gather(*self._unfinished, return_exceptions=True)

    async def close(self) -> None:
        """Let what is being written end, and let go of every connection."""
        await self.settle()
        await self._engine.dispose()


def _engine(url: str) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True)  # errors reach the log
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _set_up_connection)
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _set_up_connection(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that will write takes the lock at once: one that reads first and writes later
    # fails with SQLITE_BUSY (https://www.sqlite.org/isolation.html).
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def upgrade(connection: Connection) -> None:
    """Run the migrations that ``connection``'s database still lacks."""
    if _revision(connection) == newest_revision():
        return
    # Only now: Alembic takes a third of a second to import, and most starts need none of it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def newest_revision() -> str:
    """The revision the tables of this version have: migrations are named by their number."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).split("_")[0]


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return found
