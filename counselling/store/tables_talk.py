"""The tables of what counsellors tell each other about a case, and of what they have not sent."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table

from counselling.store.tables import UtcTime, metadata

case_note = Table(
    "case_note",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("author_id", String(32), nullable=False),
    Column("kind", String(16), nullable=False),  # note, passed_on, supervisor
    Column("sealed", LargeBinary, nullable=False),
    Column("at", UtcTime, nullable=False),
)

draft = Table(  # what somebody has begun to write to her
    "draft",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("author_id", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", UtcTime, nullable=False),
)

ticket_mark = Table(  # what a ticket asks of somebody until it is done
    "ticket_mark",
    metadata,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("kind", String(16), primary_key=True),  # passed_on, supervisor, advised
    Column("by", String(32), nullable=False),
    Column("at", UtcTime, nullable=False),
)
