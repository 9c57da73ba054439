"""Somebody of the office may answer a woman in the platform's own inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the column."""
    op.add_column("conversation", sa.Column("elsewhere_since", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("conversation", "elsewhere_since")
