"""The two pieces of the pipeline as Rasa trains, keeps, loads and asks them."""

from typing import Any

import pytest

from tests.bot.nlu.a_small_set import EXAMPLES
from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

# However they are typed, to the matcher these are one text, of the first label.
TWICE = {
    "faq/psychological.sleep": ["e ko ngủ đc", "em không ngủ được"],
    "out_of_scope": ["EM KHÔNG NGỦ ĐƯỢC"],
}
BESIDE = ["Chị cần nộp tờ khai xác nhận tình trạng hôn nhân."]
SENTENCE, PLACE, PLACE_AFTER, EMPTY, BARE, STRANGE, WITHOUT_METADATA = range(7)
ASKED: list[dict[str, Any]] = [
    {"text": "em muốn ly hôn với chồng bên Hàn", "last_faq": None},
    {"text": "ở đâu", "last_faq": None},
    {"text": "ở đâu", "last_faq": "legal/divorce"},
    {"text": " \u200b", "last_faq": None},
    {"text": "Xac nhan hon nhan", "last_faq": None},
    {"text": "qqqq wwww zzzz", "last_faq": None},
]


def in_yaml() -> str:
    texts = {label: [*found, *TWICE.get(label, [])] for label, found in EXAMPLES.items()}
    blocks = [
        f"- intent: {label}\n  examples: |\n{_lines(found)}" for label, found in texts.items()
    ]
    beside = f"- lookup: vietnamese_texts\n  examples: |\n{_lines(BESIDE)}"
    return 'version: "3.1"\nnlu:\n' + "".join(blocks) + beside


def _lines(texts: list[str]) -> str:
    return "".join(f"    - {text}\n" for text in texts)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = str(tmp_path_factory.mktemp("model"))
    given = {"data": in_yaml(), "asked": ASKED, "folder": folder}
    told: dict[str, Any] = probe("components", given, room="bot.nlu")
    return told


def test_what_was_kept_and_loaded_decides_as_what_was_trained(found: dict[str, Any]) -> None:
    assert found["loaded"] == found["trained"]


def test_a_message_gets_its_decision_its_candidates_and_its_likeness(
    found: dict[str, Any],
) -> None:
    message = found["loaded"][SENTENCE]
    assert message["intent"]["name"] == "faq"
    assert 0.4 <= message["intent"]["confidence"] <= 1
    assert message["faq_candidates"][0]["faq"] == "legal/divorce"
    assert message["likeness"] == pytest.approx(1, abs=1e-5)


def test_the_text_itself_stays_as_it_came(found: dict[str, Any]) -> None:
    assert [each["text"] for each in found["loaded"]][: len(ASKED)] == [
        turn["text"] for turn in ASKED
    ]


def test_an_entry_given_before_opens_the_follow_ups(found: dict[str, Any]) -> None:
    assert found["loaded"][PLACE_AFTER]["intent"]["name"] == "follow_up_place"
    assert found["loaded"][PLACE]["intent"]["name"] != "follow_up_place"


def test_a_message_without_metadata_is_read_as_an_opening(found: dict[str, Any]) -> None:
    assert found["loaded"][WITHOUT_METADATA] == found["loaded"][SENTENCE]


@pytest.mark.parametrize("asked", [EMPTY, STRANGE])
def test_what_says_nothing_falls_back(found: dict[str, Any], asked: int) -> None:
    assert found["loaded"][asked]["intent"]["name"] == "nlu_fallback"
    assert found["loaded"][asked]["likeness"] < 0.1


def test_an_empty_message_has_no_candidates(found: dict[str, Any]) -> None:
    assert found["loaded"][EMPTY]["faq_candidates"] == []


def test_an_untrained_pipeline_falls_back_on_everything(found: dict[str, Any]) -> None:
    assert {each["intent"]["name"] for each in found["untrained"]} == {"nlu_fallback"}


def test_diacritics_are_learnt_from_the_texts_beside_the_examples_too(
    found: dict[str, Any],
) -> None:
    assert not any("xác" in text for texts in EXAMPLES.values() for text in texts)
    assert found["loaded"][BARE]["spellings"] == [["xác nhận hôn nhân", "xac nhan hon nhan"]]


def test_an_example_is_learnt_as_typed_and_as_it_comes_back_bare(found: dict[str, Any]) -> None:
    # Typed bare, the polite "ạ" is read as short for "anh": learnt too, it does no harm.
    assert found["spelt"]["vâng ạ"] == [["vâng ạ", "vang a"], ["vâng anh", "vang anh"]]
    assert found["spelt"]["bao lâu"] == [["bao lâu", "bao lau"]]


def test_every_text_is_learnt_once_under_its_first_label(found: dict[str, Any]) -> None:
    texts = [text for text, _ in found["lessons"]]
    assert len(texts) == len(set(texts))
    assert ["em không ngủ được", "faq/psychological.sleep"] in found["lessons"]


def test_an_faq_examples_label_is_its_entry(found: dict[str, Any]) -> None:
    assert {label for _, label in found["lessons"]} == set(EXAMPLES)
