"""How this service gets along with others on the same database."""

from sqlalchemy import make_url

from counselling.live import Live
from counselling.store.store import Store
from counselling.together.together import Alone, Together
from counselling.together.tries import IN_MEMORY, Counting


def together_on(database: str, live: Live) -> Together:
    """What holds and tells on ``database`` (SQLAlchemy address)."""
    if not _may_be_shared(database):
        return Alone()
    from counselling.together.on_postgres import OnPostgres  # noqa: PLC0415  # asyncpg: 3 MB

    together = OnPostgres(database, live)
    live.relay = together.tell
    return together


def counting_on(database: str, store: Store, secret: bytes) -> Counting:
    """Where tries are counted for ``database``, which ``store`` has opened."""
    return Counting(store, secret) if _may_be_shared(database) else IN_MEMORY


def _may_be_shared(database: str) -> bool:
    return make_url(database).get_backend_name() == "postgresql"
