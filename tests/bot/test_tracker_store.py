"""Rasa's memory: small, and without her words."""

from typing import Any

import pytest

from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

ORDER = ["a", "b", "c", "a", "d", "a", "a", "a"]


@pytest.fixture(scope="module")
def kept() -> Any:
    return probe("tracker_store", {"conversations": 3, "turns": 2, "order": ORDER})


def test_the_conversation_unused_longest_is_forgotten_first(kept: Any) -> None:
    assert kept["kept"] == ["c", "d", "a"]


def test_only_the_last_turns_of_a_conversation_are_kept(kept: Any) -> None:
    assert kept["events"]["a"].count("user") == 2
    assert kept["events"]["a"][0] == "action"


def test_no_word_of_hers_and_no_reply_is_kept(kept: Any) -> None:
    assert kept["has_words"] is False
    assert "bot" not in kept["events"]["a"]


def test_the_dialogues_state_is_there_again(kept: Any) -> None:
    assert kept["awaiting"]["a"] == "consent"


def test_an_erased_conversation_is_forgotten(kept: Any) -> None:
    assert kept["erased"] is True


def test_an_unknown_conversation_is_none(kept: Any) -> None:
    assert kept["unknown"]
