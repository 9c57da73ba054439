"""The tables of what she keeps and wishes: return codes, code words, when writing is safe."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table

from counselling.store.tables import UtcTime, metadata

return_code = Table(
    "return_code",
    metadata,
    Column("code_hash", String(64), primary_key=True),  # HMAC, see returning/codes.py
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("wrong_words", Integer, nullable=False),  # since the last right one
    Column("rests_until", UtcTime),
)

wish = Table(
    "wish",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("word_hash", String(200)),  # argon2id
    Column("safe_contact", String(8)),  # counselling/contact.py
    Column("clears_daily", Boolean),  # what is older than a day goes from her chat
)

wording = Table(  # every sentence that was agreed to or refused, kept once
    "wording",
    metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the text
    Column("version", String(32), nullable=False),
    Column("language", String(2), nullable=False),
    Column("text", String, nullable=False),
)
