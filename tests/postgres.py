"""A real PostgreSQL server for the tests: started once, a fresh database for every folder."""

import asyncio
import functools
import io
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest
from sqlalchemy import MetaData

from counselling.store.key_tables import key_metadata
from counselling.store.store import Store
from counselling.store.tables import metadata
from counselling.store.vault import Vault
from tests.postgres_programs import ANY_USER, memory, programs

Done = TypeVar("Done")
CHOICE = "OSSO_TEST_DATABASE"
"""The variable that says on which database the tests run: sqlite (unless set) or postgresql."""
THERE = "OSSO_TEST_DATABASE_URL"
"""The variable by which a test tells what it starts where the test's own database is."""
_COUNT_ANEW = """
SELECT setval(pg_get_serial_sequence(quote_ident(table_name), column_name), 1, false)
FROM information_schema.columns
WHERE table_schema = 'public' AND column_default LIKE 'nextval%'
"""
# Nothing of it must outlive the tests: no waiting for the disk.
_OPTIONS = (
    "-c listen_addresses= -c timezone=UTC -c fsync=off -c full_page_writes=off -c autovacuum=off "
    "-c max_connections=300 -c shared_buffers=32MB"
)


def wanted() -> bool:
    """Whether the tests run on PostgreSQL."""
    return os.environ.get(CHOICE) == "postgresql"


def a_database(folder: Path) -> str:
    """The address of the database that belongs to ``folder``: what is there, or an empty one."""
    return os.environ.get(THERE) or find_server().database(folder)


def in_use() -> frozenset[Path]:
    """The folders that have a database now."""
    return _server().in_use() if _server.cache_info().currsize else frozenset()


def empty_all(keep: frozenset[Path]) -> None:
    """Empty what a test used, but for the folders to ``keep``."""
    if _server.cache_info().currsize:
        _server().empty_all(keep)


def end() -> None:
    """Stop the server, if there was one."""
    if _server.cache_info().currsize:
        _server().end()


def find_server() -> "Server":
    """The server; skips the test where there is none, and fails it where CI must not skip."""
    if programs():
        return _server()
    reason = "POSTGRESQL NOT TESTED: none on this machine; as root: apt-get install postgresql"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


class Server:
    """A cluster in a folder of its own, reached by a socket in there."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="osso-postgres-", dir=memory()))
        self._cluster = self.folder / "cluster"
        self._used: dict[Path, str] = {}
        self._free: list[str] = []
        self._made = 0
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        if os.getuid() == 0:
            shutil.chown(self.folder, ANY_USER)
        self._run("initdb", "--auth=trust", "--username=osso", "--no-sync", "--encoding=UTF8")
        self.start()
        self._make_templates()

    def start(self) -> None:
        """Start it (again)."""
        options = f"{_OPTIONS} -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "start", "--wait", "-o", options, "-l", str(self.folder / "log"))
        self._admin = self._wait(asyncpg.connect(**self._there("postgres")))

    def stop(self, how: str = "fast") -> None:
        """Stop it; ``immediate``: as a crash does."""
        self._admin.terminate()
        self._run("pg_ctl", "stop", "--wait", "--mode", how)

    def end(self) -> None:
        """Stop it for good."""
        self._loop.call_soon_threadsafe(self._admin.terminate)
        self._run("pg_ctl", "stop", "--mode", "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self, folder: Path) -> str:
        """The address of the database of ``folder``, with an empty key store beside it."""
        if folder not in self._used:
            self._used[folder] = self._free.pop() if self._free else self._make()
        return self.address(self._used[folder])

    def address(self, name: str) -> str:
        """The address of the database with this name."""
        return f"postgresql+asyncpg://osso@/{name}?host={self.folder}"

    def in_use(self) -> frozenset[Path]:
        """The folders that have a database now."""
        return frozenset(self._used)

    def empty_all(self, keep: frozenset[Path]) -> None:
        """Have what a test used for the next: emptying is a tenth of the work of making.

        ``keep``: the folders of offices that stay open for more than one test.
        """
        for folder in self._used.keys() - keep:
            name = self._used.pop(folder)
            self._empty(name, metadata)
            self._empty(f"{name}_keys", key_metadata)
            self._free.append(name)

    def ask(self, folder: Path, question: str, *, keys: bool = False) -> list[Any]:
        """The rows of the folder's database (its ``keys``) that answer an SQL ``question``."""
        name = self._used[folder] + ("_keys" if keys else "")

        async def ask() -> list[Any]:
            connection = await asyncpg.connect(**self._there(name))
            try:
                return [tuple(row) for row in await connection.fetch(question)]
            finally:
                await connection.close()

        return self._wait(ask())

    def rows_of(self, folder: Path) -> bytes:
        """All rows of the folder's database and its key store, as PostgreSQL keeps the values."""
        name = self._used[folder]
        told = io.BytesIO()

        async def tell(database: str, tables: MetaData) -> None:
            connection = await asyncpg.connect(**self._there(database))
            try:
                for table in tables.tables:
                    await connection.copy_from_table(table, output=told, format="binary")
            finally:
                await connection.close()

        self._wait(tell(name, metadata))
        self._wait(tell(f"{name}_keys", key_metadata))
        return told.getvalue()

    @contextmanager
    def holding(self, folder: Path, lock: int) -> Iterator[None]:
        """An advisory lock of the folder's database is held inside."""
        there = self._there(self._used[folder])
        other = self._wait(asyncpg.connect(**there))
        self._wait(other.execute(f"SELECT pg_advisory_lock({lock})"))
        try:
            yield
        finally:
            self._wait(other.close())

    @contextmanager
    def closing(self, folder: Path) -> Iterator[None]:
        """Nobody is let into the folder's database inside, and who was there is put out."""
        name = self._used[folder]
        self._do(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        self._do(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608  # ours
        try:
            yield
        finally:
            self._do(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    def _make(self) -> str:
        self._made += 1
        name = f"test_{self._made}"
        self._do(f"CREATE DATABASE {name} TEMPLATE empty")
        self._do(f"CREATE DATABASE {name}_keys TEMPLATE empty_keys")
        return name

    def _empty(self, name: str, tables: MetaData) -> None:
        others = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608  # ours
        self._do(others)  # what a test left open
        deleting = "".join(f'DELETE FROM "{table}";' for table in reversed(tables.sorted_tables))  # noqa: S608  # ours

        async def empty() -> None:
            connection = await asyncpg.connect(**self._there(name))
            try:
                await connection.execute(deleting + _COUNT_ANEW)
            finally:
                await connection.close()

        self._wait(empty())

    def _make_templates(self) -> None:
        self._do("CREATE DATABASE empty")
        self._do("CREATE DATABASE empty_keys")

        async def migrate() -> None:
            store = Store(self.address("empty"), Vault(bytes(32)))
            await store.prepare()
            await store.close()

        self._wait(migrate())

    def _do(self, statement: str) -> None:
        self._wait(self._admin.execute(statement))

    def _there(self, database: str) -> dict[str, str]:
        return {"host": str(self.folder), "user": "osso", "database": database}

    def _wait(self, work: Coroutine[Any, Any, Done]) -> Done:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self._cluster), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", ANY_USER, "--", *command]
        subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, check=False, timeout=60)


@functools.cache
def _server() -> Server:
    found = programs()
    assert found
    return Server(found)
