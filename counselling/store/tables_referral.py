"""The tables of referrals to partner agencies."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from counselling.store.tables import UtcTime, metadata

# The database itself refuses a referral that goes on without her yes to this very version.
NO_YES = "state NOT IN ('agreed', 'sent', 'accepted', 'declined', 'done')"
HER_YES = "agreed_version IS NOT NULL AND agreed_version = version"

referral = Table(
    "referral",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),  # of its ticket, from 1
    Column("partner", String(64), nullable=False),  # an id of faq/partners.yml
    Column("urgency", String(16), nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("made_by", ForeignKey("staff.id"), nullable=False),
    Column("made_at", UtcTime, nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("agreed_version", Integer),
    Column("agreed_at", UtcTime),
    Column("agreed_how", String(8)),  # chat, phone, office
    Column("result", String(16)),  # why it was declined, or its outcome
    Column("to_tell", Boolean, nullable=False),  # taken back: the agency is still to be told
    Column("sealed", LargeBinary),  # what is shared and what she was asked; none once erased
    UniqueConstraint("ticket_id", "number"),
    CheckConstraint(f"{NO_YES} OR ({HER_YES})", name="ck_referral_her_yes"),
)

referral_event = Table(
    "referral_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("referral_id", ForeignKey("referral.id"), nullable=False, index=True),
    Column("what", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("who", String(32), nullable=False),  # a staff id, "woman", "office" or "service"
    Column("at", UtcTime, nullable=False),
)
