"""Learning to see danger, in Rasa's environment, from a few dozen messages."""

import os
import subprocess
from pathlib import Path

import pytest

from app.commands.danger.learning import digest, learnt_from
from app.commands.danger.lessons import lessons
from counselling.safety.classifier import load_classifier
from counselling.safety.examples import COLUMNS, read_examples
from counselling.safety.phrases import CATEGORIES
from counselling.safety.sense import load_sense
from tests.bot.rasa_python import rasa_python

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bếp", "sân", "kho", "vườn", "chợ", "phòng", "nhà", "quán", "gác", "bến")
WHO = ("anh", "cậu", "ông")


def rows() -> list[str]:
    """Thirty messages of danger, of the two levels, and thirty harmless ones."""
    told = []
    for number, (room, who) in enumerate((room, who) for room in ROOMS for who in WHO):
        level = ("red", "amber")[number % 2]
        category = CATEGORIES[number // 2 % len(CATEGORIES)]
        told.append(f"{level}\t{category}\tplain\tp{number}\t{who} ta rình em ngoài {room}")
        told.append(f"none\t{category}\ttwin\tp{number}\t{who} ấy mời em ra {room} uống trà")
    return told


def test_what_was_learnt_sees_what_it_was_told_and_says_from_what(tmp_path: Path) -> None:
    (tmp_path / "vi-x.tsv").write_text("\n".join(["\t".join(COLUMNS), *rows()]) + "\n")
    examples = read_examples(tmp_path)
    some = [line for line in lessons(ROOT / "faq", examples) if '"vi-x"' in line]
    words, sense = tmp_path / "danger.model", tmp_path / "sense.npz"
    run = subprocess.run(
        [rasa_python(), "-m", "bot.danger.learn", words, sense],
        input="\n".join([f'{{"learnt_from": "{digest(examples)}"}}', *some]),
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    assert learnt_from(words) == digest(examples)
    model = load_classifier(file=words)
    told, harmless = (
        model.weigh(text).danger for text in ("anh ta rình em ngoài ngõ", "cậu ấy mời em uống trà")
    )
    assert told > 0.8
    assert told > harmless + 0.2
    meaning = load_sense(sense)
    assert meaning
    calm, *_ = meaning.scores("cậu ấy mời em uống trà")
    afraid, *_ = meaning.scores("anh ta rình em ngoài ngõ")
    assert calm > afraid
