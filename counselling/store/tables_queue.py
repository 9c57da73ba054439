"""The table of what members of staff say of themselves: available, busy, away."""

from sqlalchemy import Column, ForeignKey, String, Table

from counselling.store.tables import metadata

presence = Table(
    "presence",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("chosen", String(16), nullable=False),
)
