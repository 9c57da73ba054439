"""The FAQ as Rasa's training data."""

from dataclasses import replace
from pathlib import Path

from ruamel.yaml import YAML

from app.rasa.compile import training_data, vietnamese_texts, write_training_data
from app.rasa.home import RasaHome
from counselling.faq import Entry, Text
from tests.bot.cast import a_set, an_entry


def in_vietnamese(entry: Entry, *phrasings: str, answer: str = "đáp", step: str = "bước") -> Entry:
    return replace(entry, texts={**entry.texts, "vi": Text("Ly hôn", phrasings, answer, step)})


def listed(text: str, kind: str, name: str) -> list[str]:
    for block in YAML(typ="safe").load(text)["nlu"]:
        if block.get(kind) == name:
            return [line.removeprefix("- ") for line in block["examples"].splitlines()]
    raise AssertionError(name)


def home_in(folder: Path) -> RasaHome:
    return RasaHome(python=Path("python"), root=folder, folder=folder / "rasa")


def test_every_title_and_phrasing_stands_under_its_entry() -> None:
    text = training_data(a_set(in_vietnamese(an_entry("legal/divorce"), "em muốn ly hôn")))
    assert listed(text, "intent", "faq/legal.divorce") == [
        "Ly hôn",
        "em muốn ly hôn",
        "legal/divorce en",
        "hỏi legal/divorce",
        "legal/divorce ko",
    ]


def test_what_rasa_would_read_as_its_own_signs_is_taken_out() -> None:
    signs = "em [buồn](mood)\nlắm ${HOME} {x} - [y]"
    faq = a_set(in_vietnamese(an_entry("legal/divorce"), signs, answer="xem [mẫu](tờ) ${HOME}"))
    plain = listed(training_data(faq), "intent", "faq/legal.divorce")
    assert plain[1] == "em buồn (mood) lắm HOME x - y"
    assert listed(vietnamese_texts(faq), "lookup", "vietnamese_texts")[0] == "xem mẫu (tờ) HOME"


def test_the_same_set_in_another_order_gives_the_same_bytes() -> None:
    one, two = an_entry("legal/divorce"), an_entry("child-status/tuition")
    assert training_data(a_set(one, two)) == training_data(a_set(two, one))
    assert vietnamese_texts(a_set(one, two)) == vietnamese_texts(a_set(two, one))


def test_answers_are_no_part_of_it_so_that_a_new_answer_needs_no_training() -> None:
    assert "đáp" not in training_data(a_set(an_entry("legal/divorce")))


def test_lines_of_vietnamese_answers_and_next_steps_show_how_words_are_written() -> None:
    one = in_vietnamese(an_entry("legal/divorce"), answer="Nộp đơn.\n\nỞ tòa.", step="Gọi số 1.")
    two = in_vietnamese(an_entry("legal/id-card"), answer="Ở tòa.", step="Gọi số 2.")
    assert listed(vietnamese_texts(a_set(one, two)), "lookup", "vietnamese_texts") == [
        "Nộp đơn.",
        "Ở tòa.",
        "Gọi số 1.",
        "Gọi số 2.",
    ]


def test_no_other_language_and_no_phrasing_is_among_them() -> None:
    text = vietnamese_texts(a_set(in_vietnamese(an_entry("legal/divorce"), "em muốn ly hôn")))
    assert "em muốn" not in text
    assert "đáp en" not in text
    assert "đáp ko" not in text


def test_phrasings_and_answers_are_files_of_their_own(tmp_path: Path) -> None:
    home, faq = home_in(tmp_path), a_set(an_entry("legal/divorce"))
    write_training_data(faq, home)
    assert home.phrasings.read_text(encoding="utf-8") == training_data(faq)
    assert home.texts.read_text(encoding="utf-8") == vietnamese_texts(faq)


def test_a_new_answer_leaves_the_phrasings_file_as_it_was(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    write_training_data(a_set(an_entry("legal/divorce")), home)
    before = home.phrasings.stat().st_mtime_ns
    write_training_data(a_set(an_entry("legal/divorce", answer="khác")), home)
    assert home.phrasings.stat().st_mtime_ns == before
    assert "khác" in home.texts.read_text(encoding="utf-8")


def test_a_file_that_is_right_already_is_not_written_again(tmp_path: Path) -> None:
    home, faq = home_in(tmp_path), a_set(an_entry("legal/divorce"))
    write_training_data(faq, home)
    before = [file.stat().st_mtime_ns for file in (home.phrasings, home.texts)]
    write_training_data(faq, home)
    assert [file.stat().st_mtime_ns for file in (home.phrasings, home.texts)] == before
    write_training_data(a_set(), home)
    assert "legal.divorce" not in home.phrasings.read_text(encoding="utf-8")
