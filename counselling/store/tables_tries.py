"""The table of who tries how often: filled only where several services share a database."""

from sqlalchemy import Column, Float, String, Table

from counselling.store.tables import metadata

tries = Table(
    "tries",
    metadata,
    Column("key_hash", String(64), primary_key=True),  # HMAC, see together/tries.py
    Column("remaining", Float, nullable=False),  # tries that were left ...
    Column("at", Float, nullable=False),  # ... at this second of the server's clock
    Column("until", Float, nullable=False, index=True),  # from this second on it says nothing
)
