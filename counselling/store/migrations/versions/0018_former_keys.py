"""Keyed hashes outlive a change of the office's secret key."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "former_key",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_former_key"),
    )


def downgrade() -> None:
    """Drop it; return codes and recovery codes from before a change of key open nothing then."""
    op.drop_table("former_key")
