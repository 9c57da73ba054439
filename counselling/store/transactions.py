"""Beginning a transaction, and telling "it could not be saved" from a mistake of ours."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Select
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from counselling.store import postgres
from counselling.store.not_saved import NotRead, NotSaved

_MISTAKES = (DataError, IntegrityError, ProgrammingError)


@asynccontextmanager
async def writing(
    engine: AsyncEngine, *, alone: bool = True, brief: bool = False
) -> AsyncIterator[AsyncConnection]:
    """A transaction that writes: all of it or nothing; raises NotSaved.

    ``alone``: no other one at the same time, on a server too. ``brief``: one_trip.py.
    """
    connection = await _connect(engine.execution_options(writes=alone, brief=brief))
    try:
        async with connection.begin():
            yield connection
    except DBAPIError as error:
        if _is_mistake(error):
            raise
        raise NotSaved(str(error.orig)) from error
    finally:
        await connection.close()


@asynccontextmanager
async def reading(engine: AsyncEngine, *, brief: bool = False) -> AsyncIterator[AsyncConnection]:
    """A consistent view of what was there when it began; raises NotRead."""
    connection = await _connect(engine.execution_options(brief=True) if brief else engine)
    try:
        if engine.dialect.name == "postgresql":
            await connection.execution_options(**postgres.VIEW)
        yield connection
    except DBAPIError as error:
        if _is_mistake(error):
            raise
        raise NotRead(str(error.orig)) from error
    finally:
        await connection.close()


async def _connect(engine: AsyncEngine) -> AsyncConnection:
    try:
        return await engine.connect()
    except (DBAPIError, NoConnectionFree, OSError) as error:  # OSError: asyncpg's, as it is
        raise NotRead(type(error).__name__) from error


def _is_mistake(error: DBAPIError) -> bool:
    if isinstance(error, InterfaceError):
        return not error.connection_invalidated
    return isinstance(error, _MISTAKES)


def held(connection: AsyncConnection, query: Select[Any]) -> Select[Any]:
    """``query``, and whoever writes has its rows alone until the end of the transaction."""
    writes = connection.sync_connection and connection.sync_connection.get_execution_options()
    return query.with_for_update() if writes and writes.get("writes") else query
