"""Tests that open SQLite's own files: on PostgreSQL they have nothing to look at."""

import pytest

REASON = "looks into SQLite's own files"
_THESE = (
    "tests/app/backup/",
    "tests/app/commands/test_erase.py",
    "tests/app/demo/",
    "tests/connectors/telegram/test_her_word.py",
    "tests/counselling/attachments/test_at_rest.py",
    "tests/counselling/returning/test_asking_for_the_word.py::test_the_right_word_is_told",
    "tests/counselling/talk/test_notes.py::test_a_note_is_sealed",
    "tests/counselling/talk/test_notes.py::test_her_erasure_takes",
    "tests/counselling/test_at_rest.py",
    "tests/counselling/test_killed.py",
    "tests/counselling/test_news.py::test_after_a_restart_it_waits_on",
    "tests/counselling/test_no_key.py",
    "tests/desk/test_permission_matrix.py::test_a_member_who_left",
    "tests/desk/test_team_mates.py",
)


def leave_out(items: list[pytest.Item]) -> None:
    """Have those skipped."""
    for item in items:
        if item.nodeid.startswith(_THESE):
            item.add_marker(pytest.mark.skip(REASON))
