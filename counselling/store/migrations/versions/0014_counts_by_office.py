"""The kept counts say at which office."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_KEY = ["day", "kind", "channel", "language", "subject", "result"]


def upgrade() -> None:
    """Add the column, and count by it: what was kept before belongs to none."""
    with op.batch_alter_table("daily_count") as table:
        table.add_column(
            sa.Column("office", sa.String(length=32), nullable=False, server_default="")
        )
        table.drop_constraint("pk_daily_count", type_="primary")
        table.create_primary_key("pk_daily_count", [*_KEY, "office"])
    with op.batch_alter_table("daily_count") as table:
        table.alter_column("office", server_default=None)


def downgrade() -> None:
    """Add up what the offices counted, and remove the column."""
    sums = f"SELECT {', '.join(_KEY)}, '' AS office, SUM(count) AS count FROM daily_count"  # noqa: S608  # fixed names
    op.execute(f"CREATE TABLE summed AS {sums} GROUP BY {', '.join(_KEY)}")
    op.execute("DELETE FROM daily_count")
    names = ", ".join([*_KEY, "office", "count"])
    op.execute(f"INSERT INTO daily_count ({names}) SELECT {names} FROM summed")  # noqa: S608  # the same
    op.drop_table("summed")
    with op.batch_alter_table("daily_count") as table:
        table.drop_constraint("pk_daily_count", type_="primary")
        table.create_primary_key("pk_daily_count", _KEY)
        table.drop_column("office")
