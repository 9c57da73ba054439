"""Tries that several services count together."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "tries",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("remaining", sa.Float(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_tries")),
    )
    op.create_index(op.f("ix_tries_until"), "tries", ["until"])


def downgrade() -> None:
    """Remove it."""
    op.drop_table("tries")
