"""The tables of pictures and files she sent, apart from the messages: those are read often."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, UniqueConstraint

from counselling.store.tables import metadata

attachment = Table(
    "attachment",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False),
    Column("seq", Integer, nullable=False),  # the message it came with
    Column("size", Integer, nullable=False),  # bytes
    Column("parts", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # its name, kind, and the key of its parts
    UniqueConstraint("conversation_id", "seq"),
)

attachment_part = Table(
    "attachment_part",
    metadata,
    Column("attachment_id", ForeignKey("attachment.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # from 0
    Column("sealed", LargeBinary, nullable=False),
)
