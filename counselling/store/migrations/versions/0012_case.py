"""The case record, follow-ups, how tickets ended, tickets of one woman, and why a move was made."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the tables and the column."""
    op.add_column("ticket_event", sa.Column("why", sa.String(length=32), nullable=True))
    _case_sheet()
    _follow_up()
    op.create_table(
        "closing",
        sa.Column("ticket_id", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_closing_ticket_id")),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_closing")),
    )
    _ticket_link()


def downgrade() -> None:
    """Remove them with all they hold."""
    for table in ("ticket_link", "closing", "follow_up", "case_sheet"):
        op.drop_table(table)
    op.drop_column("ticket_event", "why")


def _case_sheet() -> None:
    op.create_table(
        "case_sheet",
        sa.Column("ticket_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("who", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_case_sheet_ticket_id")),
        sa.PrimaryKeyConstraint("ticket_id", "kind", "version", name=op.f("pk_case_sheet")),
    )


def _follow_up() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ticket_id", sa.String(length=32), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("planned_by", sa.String(length=32), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(length=32), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_follow_up_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_ticket_id"), "follow_up", ["ticket_id"])


def _ticket_link() -> None:
    op.create_table(
        "ticket_link",
        sa.Column("ticket_id", sa.String(length=32), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("who", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_link_ticket_id")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["ticket.id"], name=op.f("fk_ticket_link_other_id")),
        sa.PrimaryKeyConstraint("ticket_id", "other_id", name=op.f("pk_ticket_link")),
    )
    op.create_index(op.f("ix_ticket_link_other_id"), "ticket_link", ["other_id"])
