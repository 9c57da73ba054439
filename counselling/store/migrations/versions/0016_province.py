"""The province a woman lives in, if she said so; what she was told of keeping and hours."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("conversation", sa.Column("province", sa.String(length=16)))
    op.add_column("ticket", sa.Column("kept_days", sa.Integer()))
    op.add_column("ticket", sa.Column("told_opening", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("ticket", "told_opening")
    op.drop_column("ticket", "kept_days")
    op.drop_column("conversation", "province")
