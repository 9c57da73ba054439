"""Answers of actions are checked as Rasa itself would."""

import pytest

from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

ANSWERS = [
    {"events": [], "responses": [{"custom": {"replies": []}}]},
    {"events": [{"event": "slot", "name": "awaiting", "value": None}], "responses": []},
    {"events": "none", "responses": []},
    {"events": [{"event": "no such event"}], "responses": []},
    {"events": [], "responses": ["text"]},
    "nothing",
]


def test_the_check_made_once_accepts_and_refuses_what_rasas_own_does() -> None:
    found = probe("swift_actions", ANSWERS)
    assert found["before"] == found["after"] == [True, True, False, False, False, False]
