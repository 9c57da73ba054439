"""Keys of conversations leave the database and its backups; counts outlive conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Drop the column; ``Store.prepare`` has put its keys into the key store before."""
    # Not in a batch: that would make the table anew and break what refers to it.
    op.drop_column("conversation", "wrapped_key")
    op.create_table(
        "daily_count",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "day",
            "kind",
            "channel",
            "language",
            "subject",
            "result",
            name=op.f("pk_daily_count"),
        ),
    )


def downgrade() -> None:
    """Make the column again, empty: the keys stay in the key store."""
    op.drop_table("daily_count")
    op.add_column("conversation", sa.Column("wrapped_key", sa.LargeBinary(), nullable=True))
