"""The FAQ as Rasa's training data."""

from dataclasses import replace
from pathlib import Path

from ruamel.yaml import YAML

from app.rasa.compile import training_data, write_training_data
from counselling.faq import Entry, Text
from tests.bot.cast import a_set, an_entry


def asked_for_by(entry: Entry, *phrasings: str) -> Entry:
    vietnamese = Text("Ly hôn", phrasings, "đáp", "bước")
    return replace(entry, texts={**entry.texts, "vi": vietnamese})


def examples(text: str, intent: str) -> list[str]:
    for block in YAML(typ="safe").load(text)["nlu"]:
        if block["intent"] == intent:
            return [line.removeprefix("- ") for line in block["examples"].splitlines()]
    raise AssertionError(intent)


def test_every_title_and_phrasing_stands_under_its_entry() -> None:
    text = training_data(a_set(asked_for_by(an_entry("legal/divorce"), "em muốn ly hôn")))
    assert examples(text, "faq/legal.divorce") == [
        "Ly hôn",
        "em muốn ly hôn",
        "legal/divorce en",
        "hỏi legal/divorce",
        "legal/divorce ko",
    ]


def test_what_rasa_would_read_as_its_own_signs_is_taken_out() -> None:
    entry = asked_for_by(an_entry("legal/divorce"), "em [buồn](mood)\nlắm ${HOME} {x} - [y]")
    assert examples(training_data(a_set(entry)), "faq/legal.divorce")[1] == (
        "em buồn (mood) lắm HOME x - y"
    )


def test_the_same_set_in_another_order_gives_the_same_bytes() -> None:
    one, two = an_entry("legal/divorce"), an_entry("child-status/tuition")
    assert training_data(a_set(one, two)) == training_data(a_set(two, one))


def test_answers_are_no_part_of_it_so_that_a_new_answer_needs_no_training() -> None:
    assert "đáp" not in training_data(a_set(an_entry("legal/divorce")))


def test_a_file_that_is_right_already_is_not_written_again(tmp_path: Path) -> None:
    file, faq = tmp_path / "rasa/faq.yml", a_set(an_entry("legal/divorce"))
    write_training_data(faq, file)
    before = file.stat().st_mtime_ns
    write_training_data(faq, file)
    assert file.stat().st_mtime_ns == before
    write_training_data(a_set(), file)
    assert "legal.divorce" not in file.read_text(encoding="utf-8")
