"""Who was called to an emergency, and the country she says she is in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table and the column."""
    with op.batch_alter_table("conversation") as conversation:
        conversation.add_column(sa.Column("country", sa.String(length=2), nullable=True))
    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.String(length=32), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=True),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_page_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("ticket_id", "step", "way", name=op.f("uq_page_ticket_id_step_way")),
    )
    op.create_index("ix_page_state", "page", ["state"])


def downgrade() -> None:
    """Drop both."""
    op.drop_table("page")
    with op.batch_alter_table("conversation") as conversation:
        conversation.drop_column("country")
