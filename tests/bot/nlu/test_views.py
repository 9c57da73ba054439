"""Messages as numbers, in Rasa's environment."""

from typing import Any

import pytest

from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

LEARNT = ["em muốn ly hôn với chồng", "em không ngủ được", "이혼하고 싶어요", "I cannot sleep"]
ASKED = ["em muốn ly hôn với chồng", "ly hon ly hon chong em", "이혼은 어떻게 해요?", "qqqq", ""]
SAME, TYPED_BARE, KOREAN, STRANGE, EMPTY = range(len(ASKED))


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    told: dict[str, Any] = probe("views", {"learnt": LEARNT, "asked": ASKED}, room="bot.nlu")
    return told


def test_the_quick_look_gives_scikit_learns_numbers(found: dict[str, Any]) -> None:
    assert found["examples"] < 1e-6
    assert found["messages"] < 1e-6
    assert found["likeness"] < 1e-5


def test_an_examples_product_with_itself_is_1(found: dict[str, Any]) -> None:
    assert found["with itself"] == pytest.approx([1] * len(LEARNT), abs=1e-5)
    assert found["products"][SAME][0] == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(("asked", "nearest"), [(SAME, 0), (TYPED_BARE, 0), (KOREAN, 2)])
def test_the_likest_example_shares_words_or_letters(
    found: dict[str, Any], asked: int, nearest: int
) -> None:
    products = found["products"][asked]
    assert products.index(max(products)) == nearest
    assert products[nearest] > 0.2


@pytest.mark.parametrize("asked", [STRANGE, EMPTY])
def test_a_message_with_no_known_letters_is_like_nothing(found: dict[str, Any], asked: int) -> None:
    assert found["products"][asked] == [0] * len(LEARNT)


def test_messages_are_looked_at_the_same_once_the_examples_are_let_go(
    found: dict[str, Any],
) -> None:
    assert found["after forgetting"]
