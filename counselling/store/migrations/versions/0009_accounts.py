"""Second factors, sessions that can be told apart, first passwords that end, office settings."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add them. Whoever is signed in signs in again: her session has no name yet."""
    op.execute("DELETE FROM desk_session")
    op.add_column(
        "desk_session", sa.Column("handle", sa.String(16), nullable=False, server_default="")
    )
    op.add_column(
        "desk_session", sa.Column("browser", sa.String(40), nullable=False, server_default="")
    )
    op.add_column(
        "staff", sa.Column("first_password_until", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"])
    op.create_index(op.f("ix_audit_who"), "audit", ["who"])
    _tables()


def downgrade() -> None:
    """Remove them; who had a second factor then signs in with the password alone."""
    for table in ("office_setting", "recovery_code", "second_factor"):
        op.drop_table(table)
    op.drop_index(op.f("ix_audit_who"), "audit")
    op.drop_index(op.f("ix_audit_at"), "audit")
    op.drop_column("staff", "first_password_until")
    op.drop_column("desk_session", "browser")
    op.drop_column("desk_session", "handle")


def _tables() -> None:
    op.create_table(
        "second_factor",
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_second_factor_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_recovery_code_staff_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_staff_id"), "recovery_code", ["staff_id"])
    op.create_table(
        "office_setting",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_office_setting")),
    )
