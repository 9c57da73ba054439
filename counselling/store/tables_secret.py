"""The table of what is left of secret keys before the present one (counselling/rekeying.py)."""

from sqlalchemy import Column, Integer, LargeBinary, Table

from counselling.store.tables import metadata

former_key = Table(
    "former_key",
    metadata,
    # From 1, oldest first; 0 holds nothing: that it opens says which secret the database is under.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),  # two HMAC keys, under the present secret
)
