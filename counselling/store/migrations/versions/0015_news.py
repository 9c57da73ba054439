"""What nobody asked for can wait for her safe hours."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the column."""
    op.add_column("outbox", sa.Column("unasked", sa.String(length=48)))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("outbox", "unasked")
