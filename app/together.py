"""How this service gets along with others on the same database."""

from sqlalchemy import make_url

from counselling.live import Live
from counselling.together.together import Alone, Together


def together_on(database: str, live: Live) -> Together:
    """What holds and tells on ``database`` (SQLAlchemy address)."""
    if make_url(database).get_backend_name() != "postgresql":
        return Alone()
    from counselling.together.on_postgres import OnPostgres  # noqa: PLC0415  # asyncpg: 3 MB

    together = OnPostgres(database, live)
    live.relay = together.tell
    return together
