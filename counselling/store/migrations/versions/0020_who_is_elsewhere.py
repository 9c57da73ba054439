"""Those whom somebody answers in a platform's own inbox are found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the index."""
    some = sa.text("elsewhere_since IS NOT NULL")
    op.create_index(
        "ix_conversation_elsewhere",
        "conversation",
        ["elsewhere_since"],
        sqlite_where=some,
        postgresql_where=some,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_conversation_elsewhere", "conversation")
