"""How PostgreSQL is opened, so that several service processes may share one database.

The rooms were written for one writer at a time. Here that is an advisory lock that every
transaction that writes takes first and the server gives back at its end, also when its process
dies: https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS. As each takes
it before it reads, READ COMMITTED shows it everything the one before has written.
"""

from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

WRITER = 0x4F53534F  # "OSSO": the number of the lock
VIEW: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""Several questions of one reader see the same moment."""

_SERVER = {
    "application_name": "osso",
    "synchronous_commit": "on",  # acknowledged is on disk, whatever the server's own setting says
    "timezone": "UTC",
    "jit": "off",  # short questions only; compiling them takes longer than answering
    "lock_timeout": "5s",  # then it is "not saved", as with SQLite's busy_timeout
    # A process that hangs in the middle must not keep all others from writing.
    "idle_in_transaction_session_timeout": "30s",
}
_CONNECTIONS, _MORE = 10, 10  # of each process; PostgreSQL allows 100 in all, unless told
_WITHIN = 5.0  # seconds, to open a connection or to be given one


def options(url: str) -> dict[str, Any]:
    """What the engine is made with for a database at ``url``; nothing for other databases."""
    if make_url(url).get_backend_name() != "postgresql":
        return {}
    return {
        "pool_size": _CONNECTIONS,
        "max_overflow": _MORE,
        "pool_timeout": _WITHIN,
        "pool_pre_ping": True,  # the server may have been started anew
        "connect_args": {"timeout": _WITHIN, "server_settings": _SERVER},
    }


def set_up(engine: AsyncEngine) -> None:
    """Have transactions that write wait for each other."""
    event.listen(engine.sync_engine, "begin", _begin)


def _begin(connection: Connection) -> None:
    chosen = connection.get_execution_options()
    if chosen.get("patient", False):  # another service may be changing the tables
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    if chosen.get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")


async def vacuum(engine: AsyncEngine, table: str) -> bool:
    """Take the deleted rows of ``table`` out of their pages now; False: try it again.

    The write-ahead log may hold them for longer: docs/privacy.md.
    """
    at_once = engine.execution_options(isolation_level="AUTOCOMMIT")
    try:
        async with at_once.connect() as connection:
            await connection.exec_driver_sql(f"VACUUM {table}")
    except (SQLAlchemyError, OSError):
        return False
    return True
