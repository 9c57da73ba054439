"""Keys of conversations leave the database, and with it every backup that is made of it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"


def upgrade() -> None:
    """Drop the column; ``Store.prepare`` has put its keys into the key store before."""
    # Not in a batch: that would make the table anew and break what refers to it.
    op.drop_column("conversation", "wrapped_key")


def downgrade() -> None:
    """Make the column again, empty: the keys stay in the key store."""
    op.add_column("conversation", sa.Column("wrapped_key", sa.LargeBinary(), nullable=True))
