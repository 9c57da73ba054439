"""An index for what the queue asks of messages; what members of staff say of themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the index and the table."""
    op.create_index("ix_message_sender", "message", ["conversation_id", "sender", "seq"])
    op.create_table(
        "presence",
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("chosen", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_presence_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_presence")),
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_table("presence")
    op.drop_index("ix_message_sender", "message")
