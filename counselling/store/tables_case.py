"""The tables of the case record. All of them hang on a ticket; texts are sealed with the key of
its conversation.
"""

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, String, Table

from counselling.store.tables import UtcTime, metadata

case_sheet = Table(  # every version of the case record and of the safety assessment
    "case_sheet",
    metadata,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("kind", String(8), primary_key=True),  # record, safety
    Column("version", Integer, primary_key=True, autoincrement=False),  # from 1
    Column("who", String(32), nullable=False),  # a staff id
    Column("at", UtcTime, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

follow_up = Table(
    "follow_up",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False, index=True),
    Column("due", Date, nullable=False),  # in Viet Nam
    Column("state", String(16), nullable=False),  # due, done, cancelled
    Column("outcome", String(16)),
    Column("planned_by", String(32), nullable=False),  # a staff id
    Column("planned_at", UtcTime, nullable=False),
    Column("ended_by", String(32)),  # a staff id, or "woman"
    Column("ended_at", UtcTime),
    Column("sealed", LargeBinary, nullable=False),  # what to ask, and what came of it
)

closing = Table(  # what came of a ticket
    "closing",
    metadata,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("outcome", String(16), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("sealed", LargeBinary),  # a note, if there is one
)

ticket_link = Table(  # two tickets of one woman, as she told a counsellor
    "ticket_link",
    metadata,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("other_id", ForeignKey("ticket.id"), primary_key=True, index=True),
    Column("kind", String(16), nullable=False),  # told, merged: into the other
    Column("who", String(32), nullable=False),  # a staff id
    Column("at", UtcTime, nullable=False),
)
