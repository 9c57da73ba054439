"""The office of a ticket, and of a member of staff."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("staff", sa.Column("office", sa.String(length=32), nullable=True))
    op.add_column("ticket", sa.Column("office", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_ticket_office"), "ticket", ["office"])


def downgrade() -> None:
    """Remove them."""
    op.drop_index(op.f("ix_ticket_office"), "ticket")
    op.drop_column("ticket", "office")
    op.drop_column("staff", "office")
