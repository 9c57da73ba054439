"""The tables of the key store, which is a database of its own."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

from counselling.store.tables import UtcTime

key_metadata = MetaData()

key = Table(
    "key",
    key_metadata,
    Column("conversation_id", String(32), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("orphan_since", UtcTime),  # since when no conversation has been seen with it
)

erasure = Table(  # replayed after a restore; says nothing of whose conversation it was
    "erasure",
    key_metadata,
    Column("number", Integer, primary_key=True),
    Column("conversation_id", String(32), nullable=False, unique=True),
    Column("at", UtcTime, nullable=False),
    sqlite_autoincrement=True,  # numbers only ever rise, also once old ones are forgotten
)

key_copy = Table(  # the folders with a copy of this store, to be renewed after each erasure
    "key_copy",
    key_metadata,
    Column("folder", String(1024), primary_key=True),
    Column("written_at", UtcTime, nullable=False),
)
