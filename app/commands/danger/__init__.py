"""Teach the danger check from data/danger, or measure it on messages it never learnt from."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.commands.danger.alarms import alarms
from app.commands.danger.figures import FLOOR_COLUMNS, Row, below, judged, read_floor, table
from app.commands.danger.learning import NotLearnt, learn
from app.commands.evaluate import DEVELOPMENT_SET
from app.commands.evaluate.questions import read_questions
from app.settings import ROOT, Settings
from counselling.safety import phrases
from counselling.safety.classifier import MODEL, load_classifier
from counselling.safety.detect import DangerDetector
from counselling.safety.examples import read_examples
from counselling.safety.known_models import write_down
from counselling.safety.sense import SENSE, load_sense

EXAMPLES = ROOT / "data/danger"
BLIND = ROOT / "tests/counselling/safety/blind"
FLOOR = BLIND / "floor.toml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso danger learn [--words] | evaluate [--misses] [--alarms]``"""
    tasks = parser.add_subparsers(dest="task", required=True, metavar="learn | evaluate")
    anew = tasks.add_parser("learn", help="learn from data/danger anew (half an hour)")
    anew.add_argument(
        "--words",
        action="store_true",
        help="the words' part alone, after a few changes (2 minutes)",
    )
    evaluate = tasks.add_parser("evaluate", help="measure on the messages kept apart")
    evaluate.add_argument("--misses", action="store_true", help="also show every wrong one")
    evaluate.add_argument(
        "--alarms", action="store_true", help="also how often the development set raises alarm"
    )
    evaluate.add_argument("--on", type=Path, default=BLIND, metavar="FOLDER", help="other messages")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """1 if it could not be done, or a figure is below its floor."""
    if options.task == "learn":
        return _learn(settings, (MODEL,) if options.words else (MODEL, SENSE))
    return _evaluate(settings, options)


def _learn(settings: Settings, models: Sequence[Path]) -> int:
    try:
        learn(settings, read_examples(EXAMPLES), models)
        write_down()
    except (NotLearnt, OSError) as error:
        print(f"osso: {error}", file=sys.stderr)
        return 1
    return 0


def _evaluate(settings: Settings, options: argparse.Namespace) -> int:
    known = phrases.load(settings.faq_dir / phrases.PLACE)
    detector = DangerDetector(known, load_classifier(load_sense()))
    rows = [Row(example, detector.see(example.text)) for example in read_examples(options.on)]
    figures = judged(rows)
    print(table(figures))
    if options.alarms:
        print(*alarms(detector, read_questions(DEVELOPMENT_SET)), sep="\n")
    if options.misses:
        print(*(row.told() for row in rows if row.wrong), sep="\n")
    missed = below(figures, read_floor(FLOOR))
    print(
        *missed or [f"Every figure keeps its floor ({len(FLOOR_COLUMNS)} for a language)."],
        sep="\n",
    )
    return 1 if missed else 0
