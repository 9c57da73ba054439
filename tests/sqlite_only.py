"""Tests that open SQLite's own files: on PostgreSQL they have nothing to look at."""

import pytest

REASON = "looks into SQLite's own files"
_THESE = (
    "tests/app/backup/",
    "tests/app/commands/test_erase.py",
    "tests/app/demo/",
)


def leave_out(items: list[pytest.Item]) -> None:
    """Have those skipped."""
    for item in items:
        if item.nodeid.startswith(_THESE):
            item.add_marker(pytest.mark.skip(REASON))
