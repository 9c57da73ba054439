"""Return codes, code words, safe contact, and the exact wording of consents."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the three tables, and name the version a consent was given to."""
    _return_code()
    _wish()
    op.create_table(
        "wording",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_wording")),
    )
    op.add_column("consent", sa.Column("version", sa.String(length=32), nullable=True))


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("consent") as batch:
        batch.drop_column("version")
    for table in ("wording", "wish", "return_code"):
        op.drop_table(table)


def _return_code() -> None:
    op.create_table(
        "return_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("wrong_words", sa.Integer(), nullable=False),
        sa.Column("rests_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_return_code_conversation_id"),
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_return_code")),
    )
    op.create_index(op.f("ix_return_code_conversation_id"), "return_code", ["conversation_id"])


def _wish() -> None:
    op.create_table(
        "wish",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("word_hash", sa.String(length=200), nullable=True),
        sa.Column("safe_contact", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_wish_conversation_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_wish")),
    )
