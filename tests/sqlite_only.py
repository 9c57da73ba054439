"""Tests that are about SQLite itself, each with what stands for it on PostgreSQL."""

import pytest

_BACKUP = "./osso backup and restore know SQLite only; docs/deploy.md has pg_dump in their place"
_DISK = "the disk is the server's: what it refuses is refused there"
_FILE = "brings a SQLite file into an older form; test_postgres.py has the migrations there"
_ROTATING = "tried with the key file of a service alone; others are given their key"

_THESE = {
    "tests/app/backup/": _BACKUP,
    "tests/app/commands/test_erase.py": "looks for her words in a file and its log",
    "tests/app/demo/": "./osso demo fills a folder to try the program with",
    "tests/app/test_rotating.py": _ROTATING,
    "tests/counselling/store/test_not_saved.py::test_sqlite_is_told": "SQLite's own settings",
    "tests/counselling/store/test_not_saved.py::test_a_disk_that_became_read_only": _DISK,
    "tests/counselling/store/test_not_saved.py::test_a_full_database": _DISK,
    "tests/counselling/store/test_released.py": "what released programs wrote are SQLite files",
    "tests/hostile/test_disk.py": _DISK,
    "tests/journeys/test_restart.py": _FILE,
}


def leave_out(items: list[pytest.Item]) -> None:
    """Have those skipped."""
    for item in items:
        for place, reason in _THESE.items():
            if item.nodeid.startswith(place):
                item.add_marker(pytest.mark.skip(f"SQLite only: {reason}"))
