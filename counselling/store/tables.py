"""Every table. Texts are sealed (vault.py); what is left in the clear is listed in SECURITY.md."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC times, also on SQLite, which forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the stored time its zone back."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def _id() -> Column[Any]:
    return Column("id", String(32), primary_key=True)


conversation = Table(
    "conversation",
    metadata,
    _id(),
    Column("channel", String(16), nullable=False),
    Column("address", String(128), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("erased_at", UtcTime),
    Column("language", String(2)),
    Column("language_chosen", Boolean, nullable=False),
    Column("country", String(2)),  # where she is, if she said so: vn, kr, tw
    Column("province", String(16)),  # routing/today.py; "": she wants none noted
    Column("handler", String(16), nullable=False),
    Column("awaiting", String(32)),
    Column("last_faq", String(80)),
    Column("last_seq", Integer, nullable=False),
    Column("unreachable_since", UtcTime),  # she blocked the bot, or her account is gone
    Column("elsewhere_since", UtcTime),  # the office answers her in the platform's own inbox
    UniqueConstraint("channel", "address"),
)
_ELSEWHERE = text("elsewhere_since IS NOT NULL")
Index(
    "ix_conversation_elsewhere",
    conversation.c.elsewhere_since,
    sqlite_where=_ELSEWHERE,
    postgresql_where=_ELSEWHERE,
)

message = Table(
    "message",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("sender", String(16), nullable=False),
    Column("external_id", String(64)),
    Column("sealed", LargeBinary, nullable=False),  # text and choices
    Column("faq", String(80)),
    Column("danger", String(8), nullable=False),  # none, amber, red
    Column("danger_category", String(16)),
    Column("at", UtcTime, nullable=False),
    Column("author_id", String(32)),  # the counsellor who wrote it
    Column("turn_due", Boolean, nullable=False),  # the assistant has not dealt with it yet
    UniqueConstraint("conversation_id", "sender", "external_id"),
)
Index("ix_message_sender", message.c.conversation_id, message.c.sender, message.c.seq)
Index(
    "ix_message_turn_due",
    message.c.conversation_id,
    sqlite_where=text("turn_due"),
    postgresql_where=text("turn_due"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("state", String(8), nullable=False),  # pending, failed, refused
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcTime, nullable=False),
    Column("urgent", Boolean, nullable=False, server_default=false()),  # help in danger
    Column("unasked", String(48)),  # what it is news of, if nobody asked for it just now
    UniqueConstraint("conversation_id", "seq"),
)

ticket = Table(
    "ticket",
    metadata,
    _id(),
    Column("code", String(8), nullable=False, unique=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("priority", String(16), nullable=False),
    Column("danger", String(16)),
    Column("holder_id", ForeignKey("staff.id")),
    Column("ended_at", UtcTime),
    Column("previous_code", String(8)),
    Column("office", String(32), index=True),  # an id of faq/offices.yml; none: the common queue
    Column("kept_days", Integer),  # how long it is kept after its end, as she was told
    Column("told_opening", UtcTime),  # when the office opens, as she was told last
)
_RUNNING = text("ended_at IS NULL")
Index(
    "uq_ticket_one_running",
    ticket.c.conversation_id,
    unique=True,
    sqlite_where=_RUNNING,
    postgresql_where=_RUNNING,
)

ticket_event = Table(
    "ticket_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False, index=True),
    Column("what", String(32), nullable=False),
    Column("who", String(32), nullable=False),  # a staff id, "woman" or "assistant"
    Column("at", UtcTime, nullable=False),
    Column("why", String(32)),  # one word of a list
)

outcome = Table(  # what the assistant did with a message of hers
    "outcome",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("typed", Boolean, nullable=False),  # False: she tapped a choice
    Column("decision", String(16), nullable=False),
    Column("faq", String(80)),
    Column("language", String(2), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # the best candidates
    Column("about", Integer),  # the number of the question that she says was not understood
    Column("at", UtcTime, nullable=False, index=True),
)

feedback = Table(  # "was this helpful?", her last word on each entry
    "feedback",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("faq", String(80), primary_key=True),
    Column("language", String(2), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("about", Integer),  # the number of the question that was answered
    Column("at", UtcTime, nullable=False, index=True),
)

consent = Table(
    "consent",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("what", String(32), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("wording", String(64), nullable=False),  # hash of what she was asked, see wording
    Column("version", String(32)),  # of faq/consent.yml
    Column("language", String(2), nullable=False),
    Column("at", UtcTime, nullable=False),
)

daily_count = Table(  # what is left of removed conversations: how many, never whose
    "daily_count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", String(16), primary_key=True),  # conversation, question, danger ...
    Column("channel", String(16), primary_key=True),
    Column("language", String(2), primary_key=True),  # empty: not known
    Column("subject", String(80), primary_key=True),  # an FAQ entry or a danger category
    Column("result", String(16), primary_key=True),  # what became of it
    Column("office", String(32), primary_key=True),  # empty: of none
    Column("count", Integer, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    _id(),
    Column("login", String(64), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("must_change_password", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("office", String(32)),  # an id of faq/offices.yml; none: serves all of them
    Column("first_password_until", UtcTime),  # made at the desk: ends then, must be changed
)

desk_session = Table(
    "desk_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("handle", String(16), nullable=False, server_default=""),  # its name in the list
    Column("browser", String(40), nullable=False, server_default=""),  # as "Firefox · Windows"
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("who", String(32), nullable=False, index=True),
    Column("what", String(32), nullable=False),
    Column("about", String(80), nullable=False),
)
Index("ix_audit_about_who", audit.c.about, audit.c.who)
