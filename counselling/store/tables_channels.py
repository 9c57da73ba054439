"""The tables of channels that push: what came in, what things are called there, what to delete.

In the clear are the channel's own numbers of things. They name no words and nobody.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from counselling.store.tables import UtcTime, metadata

arrival = Table(  # deliveries that were taken in: the same one again is not taken again
    "arrival",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
)

outside = Table(  # what a message, or a part of it, is called on its channel
    "outside",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("address", String(128), primary_key=True),
    Column("outside_id", String(64), primary_key=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
)

clearing = Table(  # what is to be deleted on its channel, until that is done or too late
    "clearing",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("address", String(128), primary_key=True),
    Column("outside_id", String(64), primary_key=True),
    Column("not_before", UtcTime, nullable=False),
    Column("too_late_at", UtcTime, nullable=False),
)
Index("ix_clearing_not_before", clearing.c.not_before)
