"""Everything that is kept stands in the table of docs/privacy.md, and nothing that is not."""

import re
from pathlib import Path

from app.settings import Settings
from counselling.store.key_tables import key_metadata
from counselling.store.tables import metadata

PAGE = (Path(__file__).resolve().parents[2] / "docs/privacy.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")]
    for line in PAGE.split("## Statistics")[0].splitlines()
    if line.startswith("| ") and not line.startswith(("| what", "| ---"))
]


def test_each_table_of_both_databases_has_its_row_and_no_other_is_named() -> None:
    named = [found[1] for row in ROWS if (found := re.match(r"`([a-z_]+)`:", row[0]))]
    tables = {*metadata.tables, *key_metadata.tables, "alembic_version"}
    assert sorted(named) == sorted(tables)


def test_each_row_says_where_why_how_long_who_and_how_erased() -> None:
    assert len(ROWS) > 20
    for row in ROWS:
        assert len(row) == 6, row
        assert all(row), row


def test_the_times_in_it_are_the_settings_defaults() -> None:
    said = {row[0].split("`")[1]: row[3] for row in ROWS if "`" in row[0]}
    days = {name: field.default for name, field in Settings.model_fields.items()}
    assert f"{days['keep_chats_days']} days" in said["conversation"]
    assert f"{days['keep_cases_days']} after" in said["conversation"]
    assert f"{days['keep_records_days']} days" in said["audit"]
    assert f"{days['keep_backups_days']} days" in said["osso-….age"]
