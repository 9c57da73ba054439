"""Opening the database and its transactions."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Connection, inspect, make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.clock import utc_now
from counselling.store.engine import empty_wal, open_engine
from counselling.store.keys import KeyRing, KeyStore
from counselling.store.not_saved import NotSaved
from counselling.store.one_writer import OneWriter
from counselling.store.revisions import MIGRATIONS, found_revision, newest_revision
from counselling.store.sql_keys import SqlKeys
from counselling.store.transaction import Transaction
from counselling.store.transactions import reading, writing
from counselling.store.vault import Vault

P = ParamSpec("P")
Done = TypeVar("Done")
_LETS_GO = 0.1  # seconds in which aiosqlite gives up a connection that could not be opened
_SAME_AGAIN = "UPDATE alembic_version SET version_num = version_num"
BeforeUpgrade = Callable[[str], Awaitable[None]]


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


class Store:
    """The database at ``url`` (SQLAlchemy, async driver), its texts sealed by ``vault``.

    ``keys``: where the keys of conversations are kept; by default beside it (``keys_beside``).
    """

    def __init__(self, url: str, vault: Vault, keys: KeyStore | None = None) -> None:
        self._engine = open_engine(url)
        self._vault = vault
        self.keys: KeyStore = keys or SqlKeys(keys_beside(url))
        self.stay_here: Collection[str] = ()
        """Channels whose messages she reads here: nothing of theirs is put on its way."""
        self._one_writer = OneWriter()  # a database takes one writer; queueing beats busy waiting
        self._unfinished: set[asyncio.Task[Any]] = set()
        self._refuses = False  # whether the last change was not taken

    async def prepare(self, before_upgrade: BeforeUpgrade | None = None) -> None:
        """Bring the tables to this version's form: all of it or nothing.

        ``before_upgrade`` is told the form they have, if they have an older one; what it raises
        leaves them as they are. Nobody else writes to the database meanwhile. Raises NotSaved and
        NewerDatabase.
        """
        try:
            await self._prepare(before_upgrade)
        except OperationalError as error:
            await asyncio.sleep(_LETS_GO)  # or its thread, which tells this loop so, finds it gone
            raise NotSaved(str(error.orig)) from error

    async def _prepare(self, before_upgrade: BeforeUpgrade | None) -> None:
        with_the_lock = self._engine.execution_options(writes=True, patient=True)
        async with with_the_lock.connect() as connection:
            found = await connection.run_sync(found_revision)
            await self.keys.prepare()
            if moved := await connection.run_sync(keys_in_rows):
                # On disk in their new place before the column goes that had them.
                await self.keys.take_over(KeyRing(moved, {}), at=utc_now())
            if before_upgrade and found not in {None, newest_revision()}:
                await before_upgrade(str(found))
            await connection.run_sync(upgrade)
            await connection.commit()
        if moved:
            await self.empty_wal()

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
    async def write(
        self, *, urgent: bool = False, brief: bool = False
    ) -> AsyncIterator[Transaction]:
        """One transaction: all of it or nothing; raises NotSaved. Use it inside ``finish``.

        ``urgent`` ones go before all others that wait. ``brief``: one_trip.py.
        """
        async with self._writing(urgent=urgent, brief=brief) as connection:
            yield Transaction(connection, self._vault, self.keys, self.stay_here)

    @asynccontextmanager
    async def write_beside(self) -> AsyncIterator[Transaction]:
        """One statement that holds up no other writer, on a server; raises NotSaved."""
        async with writing(self._engine, alone=False) as connection:
            yield Transaction(connection, self._vault, self.keys)

    @asynccontextmanager
    async def _writing(
        self, *, urgent: bool = False, brief: bool = False
    ) -> AsyncIterator[AsyncConnection]:
        try:
            async with (
                self._one_writer.turn(urgent=urgent),
                writing(self._engine, brief=brief) as connection,
            ):
                yield connection
        except (TimeoutError, NotSaved) as error:
            self._refuses = True
            raise NotSaved(str(error)) from error
        self._refuses = False

    @asynccontextmanager
    async def read(self, *, brief: bool = False) -> AsyncIterator[Transaction]:
        """A consistent view; raises NotRead. Use it inside ``finish``. ``brief``: one_trip.py."""
        async with reading(self._engine, brief=brief) as connection:
            yield Transaction(connection, self._vault, self.keys, self.stay_here)

    async def empty_wal(self) -> bool:
        """Leave nothing erased in a log; False if somebody reads just now: try it again."""
        return all([await empty_wal(self._engine), await self.keys.empty_wal()])

    async def is_well(self) -> bool:
        """Whether the database answers, and takes changes if it refused the last one."""
        return await self.finish(self._is_well())

    async def _is_well(self) -> bool:
        try:
            async with self._engine.connect() as connection:
                await connection.exec_driver_sql("SELECT 1")
            if self._refuses:  # a full disk lets everything be read
                async with self._writing() as connection:
                    await connection.exec_driver_sql(_SAME_AGAIN)
        except (SQLAlchemyError, NotSaved, OSError):
            return False
        return True

    async def settle(self) -> None:
        """Wait for what is being written."""
        await asyncio.gather(*self._unfinished, return_exceptions=True)

    async def close(self) -> None:
        """Let what is being written end, and let go of every connection."""
        await self.settle()
        await self._engine.dispose()
        await self.keys.close()


def keys_beside(url: str) -> str:
    """The address of the key store that belongs to the database at ``url``.

    ``keys.sqlite3`` beside a SQLite file; on a server the database whose name ends in ``_keys``.
    Raises ValueError where there is neither.
    """
    parts = make_url(url)
    if not parts.database:
        raise ValueError("this database has no key store beside it; set OSSO_KEYS_URL")
    beside = f"{parts.database}_keys"
    if parts.get_backend_name() == "sqlite":
        beside = str(Path(parts.database).with_name("keys.sqlite3"))
    return parts.set(database=beside).render_as_string(hide_password=False)


def keys_in_rows(connection: Connection) -> dict[str, bytes]:
    """The wrapped keys that stand in the conversations' rows, as they did before revision 0005."""
    if found_revision(connection) in {None, newest_revision()}:
        return {}
    columns = {column["name"] for column in inspect(connection).get_columns("conversation")}
    if "wrapped_key" not in columns:
        return {}
    rows = connection.exec_driver_sql(
        "SELECT id, wrapped_key FROM conversation WHERE wrapped_key IS NOT NULL"
    )
    return {name: bytes(wrapped) for name, wrapped in rows}


def upgrade(connection: Connection) -> None:
    """Run the migrations that ``connection``'s database still lacks."""
    if found_revision(connection) == newest_revision():
        return
    # Only now: Alembic takes a third of a second to import, and most starts need none of it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
