"""Vectors kept from one training to the next, in Rasa's environment, with a counted engine."""

from typing import Any

import pytest

from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

TEXTS = ["em muốn ly hôn", "mất ngủ", "vay vốn"]
SPOILT = [
    "empty",
    "cut short",
    "a letter changed",
    "text",
    "one array",
    "other names",
    "objects",
    "no lists",
    "of another length",
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("vectors")
    told: dict[str, Any] = probe("vectors", {"folder": str(folder)}, room="bot.nlu")
    return told


def test_where_no_file_is_named_all_is_embedded_each_time(found: dict[str, Any]) -> None:
    assert [each["asked"] for each in found["with no file"]] == [TEXTS, TEXTS]


def test_what_was_embedded_once_is_kept(found: dict[str, Any]) -> None:
    assert found["first"]["asked"] == TEXTS
    assert found["again"]["asked"] == []
    assert found["turned round, one twice"]["asked"] == []


def test_only_what_is_missing_is_embedded(found: dict[str, Any]) -> None:
    assert found["one more"]["asked"] == ["chợ"]


def test_what_is_asked_for_no_more_is_forgotten(found: dict[str, Any]) -> None:
    assert found["one that was gone is back"]["asked"] == TEXTS[:1]


@pytest.mark.parametrize(
    "when", ["first", "again", "turned round, one twice", "one more", "one that was gone is back"]
)
def test_every_text_gets_its_own_vector_in_its_place(found: dict[str, Any], when: str) -> None:
    assert found[when]["right"]


def test_no_texts_are_no_vectors(found: dict[str, Any]) -> None:
    assert found["none"]["shape"] == [0, 384]


@pytest.mark.parametrize("how", SPOILT)
def test_a_broken_or_foreign_file_counts_as_nothing_and_is_replaced(
    found: dict[str, Any], how: str
) -> None:
    broken, after = found[how]
    assert broken["asked"] == TEXTS
    assert broken["right"]
    assert after["asked"] == []
    assert after["right"]


def test_nothing_half_written_is_left_beside_the_file(found: dict[str, Any]) -> None:
    assert found["files"] == found["files at last"] == ["vectors.npz"]


def test_vectors_of_another_version_of_the_package_are_not_taken(found: dict[str, Any]) -> None:
    assert found["another version"]["asked"] == TEXTS


def test_without_an_engine_it_says_so(found: dict[str, Any]) -> None:
    assert found["without an engine"] == "LookupError"
