"""The table of pages: who was called to a ticket, step by step, and what became of it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from counselling.store.tables import UtcTime, metadata

page = Table(
    "page",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False),
    Column("step", Integer, nullable=False),  # from 1, for each ticket
    Column("person", String(40)),  # the id in duty.yml; NULL: nobody could be called
    Column("way", String(16), nullable=False),  # telegram, email; none where there is no person
    Column("state", String(12), nullable=False),  # counselling/duty/page.py names them
    Column("why", String(16)),  # what kept it from being delivered
    Column("attempts", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),  # when the step began
    Column("not_before", UtcTime, nullable=False),  # when it may be tried (again)
    UniqueConstraint("ticket_id", "step", "way"),
)
Index("ix_page_state", page.c.state)
