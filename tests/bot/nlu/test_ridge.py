"""The regression that sets labels apart, in Rasa's environment."""

from typing import Any

import pytest

from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

ROUNDING = 1e-5  # of single precision


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    told: dict[str, Any] = probe(
        "ridge", {"examples": 90, "labels": 6, "groups": 30}, room="bot.nlu"
    )
    return told


def test_it_is_the_regression_that_its_equations_give(found: dict[str, Any]) -> None:
    assert found["fitted"] < ROUNDING


def test_it_tells_the_labels_of_what_it_learnt(found: dict[str, Any]) -> None:
    assert found["right"] > 0.9


@pytest.mark.parametrize("grouping", ["by group", "by label"])
def test_held_out_scores_are_those_of_a_model_fitted_without_the_group(
    found: dict[str, Any], grouping: str
) -> None:
    assert found[grouping] < ROUNDING
    assert found["changed"] > 100 * ROUNDING


def test_messages_whose_own_examples_are_left_out_score_as_if_these_were_not_learnt(
    found: dict[str, Any],
) -> None:
    assert found["one by one"] < ROUNDING


def test_a_message_without_examples_of_its_own_scores_as_ever(found: dict[str, Any]) -> None:
    assert found["nothing of its own"] < ROUNDING


def test_it_scores_the_same_once_it_let_go_of_what_learning_needed(found: dict[str, Any]) -> None:
    assert found["after forgetting"]
