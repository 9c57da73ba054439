"""Channels that push: what came in, what things are called there, what is to be deleted there."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the three tables and the three columns."""
    _arrival()
    _outside()
    _clearing()
    op.add_column("conversation", sa.Column("unreachable_since", sa.DateTime(timezone=True)))
    op.add_column("wish", sa.Column("clears_daily", sa.Boolean()))
    op.add_column(
        "outbox", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    """Drop them."""
    for table, column in (
        ("outbox", "urgent"),
        ("wish", "clears_daily"),
        ("conversation", "unreachable_since"),
    ):
        op.drop_column(table, column)
    for table in ("clearing", "outside", "arrival"):
        op.drop_table(table)


def _arrival() -> None:
    op.create_table(
        "arrival",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "id", name=op.f("pk_arrival")),
    )
    op.create_index(op.f("ix_arrival_at"), "arrival", ["at"])


def _outside() -> None:
    op.create_table(
        "outside",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=128), nullable=False),
        sa.Column("outside_id", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_outside_conversation_id")
        ),
        sa.PrimaryKeyConstraint("channel", "address", "outside_id", name=op.f("pk_outside")),
    )
    op.create_index(op.f("ix_outside_conversation_id"), "outside", ["conversation_id"])


def _clearing() -> None:
    op.create_table(
        "clearing",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=128), nullable=False),
        sa.Column("outside_id", sa.String(length=64), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("too_late_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "address", "outside_id", name=op.f("pk_clearing")),
    )
    op.create_index("ix_clearing_not_before", "clearing", ["not_before"])
