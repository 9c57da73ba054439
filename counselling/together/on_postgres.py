"""Services that share a PostgreSQL: holding by its advisory locks, telling by LISTEN and NOTIFY.

One connection does both. What is held belongs to it: a service that dies holds nothing any more,
https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS.
"""

import asyncio
import contextlib
import hashlib
from collections.abc import Coroutine
from typing import Any

import asyncpg
import structlog
from sqlalchemy import make_url

from counselling.beside import Beside
from counselling.live import Event, Live, Resync
from counselling.store import postgres
from counselling.together import wire

log = structlog.get_logger(__name__)

CHANNEL = "osso_live"
AGAIN_AFTER = 1.0  # seconds between two tries to connect
MOST_WAITING = 10_000  # events that wait while the database does not answer
_WITHIN = 10.0  # seconds, for one question
_FAILURES = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)


class OnPostgres:
    """A Together (together.py) at ``url``; what the others tell happens in ``live``."""

    def __init__(self, url: str, live: Live) -> None:
        self._url = url
        self._live = live
        self._connection: asyncpg.Connection[Any] | None = None
        self._asking = asyncio.Lock()  # a connection answers one question at a time
        self._gone = asyncio.Event()
        self._told: asyncio.Queue[tuple[str, Event]] = asyncio.Queue(MOST_WAITING)
        self._staying, self._telling = Beside(), Beside()

    async def open(self) -> None:
        """Connect; raises asyncpg's errors and OSError if that cannot be done now."""
        await self._connect()
        self._staying.begin(self._stay_connected())
        self._telling.begin(self._tell_on())

    async def close(self) -> None:
        """Tell what is to be told, and let go of everything that is held."""
        await self._staying.stop()
        await self._telling.stop()
        if self._connection:
            await self._tell_all()
            connection, self._connection = self._connection, None
            with contextlib.suppress(*_FAILURES):
                await connection.close(timeout=_WITHIN)

    async def take(self, name: str) -> bool:
        """Hold ``name``; False if another service does, or the database does not answer."""
        asked = asyncio.create_task(self._ask("SELECT pg_try_advisory_lock($1)", _number(name)))
        try:
            return bool(await asyncio.shield(asked))
        except asyncio.CancelledError:
            if await asked:  # nobody is left who would give it back
                await self.give_back(name)
            raise

    async def give_back(self, name: str) -> None:
        """Hold it no longer."""
        await _to_its_end(self._ask("SELECT pg_advisory_unlock($1)", _number(name)))

    async def lost(self) -> None:
        """Returns when the connection is gone, and with it everything that was held."""
        await self._gone.wait()

    def tell(self, topic: str, event: Event) -> None:
        """Have it happen at the others too, soon."""
        if self._told.full():  # they read everything anew once the database is back
            return
        self._told.put_nowait((topic, event))

    async def _connect(self) -> None:
        self._gone = asyncio.Event()
        connection = await asyncpg.connect(**_arguments(self._url))
        connection.add_termination_listener(lambda _: self._gone.set())
        await connection.add_listener(CHANNEL, self._hear)
        self._connection = connection

    async def _stay_connected(self) -> None:
        while True:
            await self._gone.wait()
            self._connection = None
            log.warning("the database is gone: other services are not heard")
            while not await self._connects_again():  # noqa: ASYNC110  # a server says nothing
                await asyncio.sleep(AGAIN_AFTER)
            log.info("the database is back")
            # Nobody knows what was missed, here or there.
            self._live.resync()
            self.tell("", Resync())

    async def _connects_again(self) -> bool:
        try:
            await self._connect()
        except _FAILURES:
            return False
        return True

    def _hear(self, connection: object, pid: int, _channel: str, telling: object) -> None:
        if self._connection and pid == self._connection.get_server_pid():
            return
        try:
            for topic, event in wire.read(str(telling)):
                if topic:
                    self._live.publish_here(topic, event)
                else:
                    self._live.resync()
        except (ValueError, KeyError, TypeError, IndexError) as error:  # of another version
            log.warning("what another service told was not understood", why=type(error).__name__)
            self._live.resync()

    async def _tell_on(self) -> None:
        while True:
            first = await self._told.get()
            await _to_its_end(self._tell_all(first))

    async def _tell_all(self, *first: tuple[str, Event]) -> None:
        told = [*first]
        while not self._told.empty():
            told.append(self._told.get_nowait())
        for telling in wire.written(told):
            await self._ask(f"SELECT pg_notify('{CHANNEL}', $1)", telling)

    async def _ask(self, question: str, value: object) -> object:
        """The answer; None if there is none: what hangs on it is tried again."""
        async with self._asking:
            if self._connection is None or self._gone.is_set():
                return None
            try:
                return await self._connection.fetchval(question, value, timeout=_WITHIN)
            except _FAILURES as error:
                log.warning("the database did not answer", why=type(error).__name__)
                self._connection.terminate()
                self._gone.set()
                return None


async def _to_its_end(work: Coroutine[Any, Any, object]) -> None:
    """A question that is broken off would cost the connection, and with it all that is held."""
    await asyncio.shield(asyncio.ensure_future(work))


def _number(name: str) -> int:
    """The advisory lock's 64-bit number."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)


def _arguments(url: str) -> dict[str, Any]:
    """What asyncpg is to be called with: the same as SQLAlchemy calls it."""
    parts = make_url(url)
    _, given = parts.get_dialect()().create_connect_args(parts)
    theirs = ("prepared_statement", "async_", "server_settings", "timeout")
    own = {name: value for name, value in given.items() if not name.startswith(theirs)}
    return {**own, **postgres.options(url)["connect_args"]}
