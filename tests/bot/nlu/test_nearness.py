"""How near a message is to each label, in Rasa's environment, beside the same by hand."""

from math import sqrt
from typing import Any

import pytest

from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

# Label 0 has five examples, of which the second is a copy of the first; label 1 has two; 2 one.
EXAMPLES = [
    [1.0, 0.0, 0.0],
    [1.0, 0.0, 0.0],
    [0.8, 0.6, 0.0],
    [0.6, 0.0, 0.8],
    [0.0, 1.0, 0.0],
    [0.0, 0.6, 0.8],
    [0.0, 0.8, 0.6],
    [0.0, 0.0, 1.0],
]
LABEL_OF = [0, 0, 0, 0, 0, 1, 1, 2]
COPY_OF = [0, 0, 1, 2, 3, 4, 5, 6]
MESSAGES = [[1.0, 0.0, 0.0], [0.0, 0.6, 0.8], [0.0, 0.0, 0.0]]
FAR = -1.0


def product(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def by_hand(message: list[float], label: int, without: int | None = None) -> float:
    """The cosine to the label's sum plus the mean of its nearest three; one copy held out.

    Held out examples are missing from the sum, whose length stays, and count as far.
    """
    own = [at for at, of in enumerate(LABEL_OF) if of == label]
    centre = [sum(EXAMPLES[at][axis] for at in own) for axis in range(3)]
    left = [at for at in own if without is None or COPY_OF[at] != without]
    products = [product(message, EXAMPLES[at]) if at in left else FAR for at in own]
    padded = (products * 3)[: max(3, len(products))]  # one or two count as often as three would
    nearest = sorted(padded)[-3:]
    known = sum(product(message, EXAMPLES[at]) for at in left)
    return known / sqrt(product(centre, centre)) + sum(nearest) / 3


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    given = {
        "examples": EXAMPLES,
        "label_of": LABEL_OF,
        "copy_of": COPY_OF,
        "messages": MESSAGES,
    }
    told: dict[str, Any] = probe("nearness", given, room="bot.nlu")
    return told


@pytest.mark.parametrize("kind", ["scores", "sparse"])
def test_a_score_is_the_nearness_to_the_centre_plus_that_to_the_nearest_three(
    found: dict[str, Any], kind: str
) -> None:
    for message, scores in zip(MESSAGES, found[kind], strict=True):
        assert scores == pytest.approx([by_hand(message, label) for label in range(3)], abs=1e-6)


def test_many_messages_at_once_score_as_each_alone(found: dict[str, Any]) -> None:
    assert found["many"]


def test_an_example_held_out_is_scored_as_if_it_and_its_copy_were_not_there(
    found: dict[str, Any],
) -> None:
    for at, scores in enumerate(found["held out"]):
        expected = [by_hand(EXAMPLES[at], label, without=COPY_OF[at]) for label in range(3)]
        assert scores == pytest.approx(expected, abs=1e-6)


def test_the_only_example_of_a_label_held_out_is_far_from_it(found: dict[str, Any]) -> None:
    assert found["held out"][7][2] == pytest.approx(FAR, abs=1e-6)


def test_looking_back_leaves_the_products_as_they_are(found: dict[str, Any]) -> None:
    assert found["products untouched"]
