"""Confusions are measured when the files have changed, by a real process, and kept whole."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.rasa.confusions import ensure_confusions
from app.rasa.home import RasaHome
from counselling.faq.confusions import NotMeasured, read_confusions
from tests.app.rasa.stand_in import a_home
from tests.bot.cast import a_set, an_entry

FAQ = a_set(an_entry("legal/divorce"), an_entry("legal/papers"))
PHRASING = "hỏi legal/divorce"
FOUND = {"entry": "legal/divorce", "phrasing": PHRASING, "taken_for": "legal/papers"}

# Prints what the file beside it holds, and keeps what it was asked to read.
STAND_IN = """
import pathlib, sys

read = "".join(sorted(file.read_text() for file in pathlib.Path(sys.argv[-1]).glob("*.yml")))
with open("asked", "a") as asked:
    print(*sys.argv[1:-1], read, file=asked)
found = pathlib.Path("found").read_text()
sys.exit("it broke") if found == "fail" else print(found)
"""


@pytest.fixture
def home(tmp_path: Path) -> RasaHome:
    """A home whose measuring is the stand-in."""
    home = a_home(tmp_path)
    (tmp_path / "bot/nlu").mkdir()
    (tmp_path / "bot/nlu/confusions.py").write_text(STAND_IN, "utf-8")
    (tmp_path / "found").write_text(json.dumps([FOUND]), "utf-8")
    return home


def test_what_is_found_is_kept_with_the_sets_fingerprint_and_each_language(home: RasaHome) -> None:
    told: list[str] = []
    kept = read_confusions(ensure_confusions(home, FAQ, told.append))
    assert kept.fingerprint == FAQ.fingerprint
    assert list(kept.items) == [
        {**FOUND, "language": language, "count": 1} for language in ("vi", "en", "ko")
    ]
    assert told == ["Measuring the confusions ... (about a minute)"]
    assert [file.name for file in home.folder.iterdir()] == ["confusions.json"]


def test_the_other_data_and_the_set_as_training_data_are_what_is_measured(home: RasaHome) -> None:
    ensure_confusions(home, FAQ, print)
    asked = (home.root / "asked").read_text("utf-8")
    assert asked.startswith(" ".join(map(str, home.data)))
    assert f"- {PHRASING}\n" in asked


def test_the_same_set_is_measured_once_and_another_anew(home: RasaHome) -> None:
    told: list[str] = []
    for faq in (FAQ, FAQ, replace(FAQ, fingerprint="1")):
        file = ensure_confusions(home, faq, told.append)
    assert len(told) == 2
    assert read_confusions(file).fingerprint == "1"


def test_a_title_taken_for_another_entry_is_no_phrasing(home: RasaHome) -> None:
    (home.root / "found").write_text(json.dumps([{**FOUND, "phrasing": "legal/divorce vi"}]))
    assert read_confusions(ensure_confusions(home, FAQ, print)).items == ()


def test_a_measuring_that_broke_says_its_last_words_and_leaves_what_was_there(
    home: RasaHome,
) -> None:
    file = ensure_confusions(home, FAQ, print)
    before = file.read_bytes()
    (home.root / "found").write_text("fail")
    with pytest.raises(NotMeasured, match="it broke"):
        ensure_confusions(home, replace(FAQ, fingerprint="1"), print)
    assert file.read_bytes() == before


def test_without_rasas_environment_the_mend_is_told(home: RasaHome) -> None:
    with pytest.raises(NotMeasured, match=r"environment is missing .*\./osso setup"):
        ensure_confusions(replace(home, python=home.root / "nowhere"), FAQ, print)
