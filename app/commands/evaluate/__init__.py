"""Ask every message of the development set as the chat would, and say how well it went."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from app.commands.asker import Asker, with_asker
from app.commands.evaluate.asked import Asked, asked
from app.commands.evaluate.confusions import confusions
from app.commands.evaluate.figures import figures
from app.commands.evaluate.floor import BadFloor, below
from app.commands.evaluate.questions import BadQuestion, Question, read_questions
from app.commands.evaluate.report import report, report_confusions
from app.settings import ROOT, Settings

DEVELOPMENT_SET = ROOT / "tests/understanding"
FLOOR = DEVELOPMENT_SET / "floor.toml"
_SHOWN = 20  # confusions, where nothing else is said


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso evaluate [--json FILE] [--no-floor] [--confusions N]``"""
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all of it as JSON")
    parser.add_argument(
        "--floor",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=f"fail when a figure is below {FLOOR.relative_to(ROOT)} (the default)",
    )
    parser.add_argument(
        "--confusions", type=int, default=_SHOWN, metavar="N", help="how many to show (default: 20)"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Measure and print; 1 if a figure is below its floor or could not be measured."""
    try:
        questions = read_questions(DEVELOPMENT_SET)
        return with_asker(settings, partial(_evaluate, questions, options))
    except (BadQuestion, BadFloor) as error:
        print(f"osso: {error}", file=sys.stderr)
        return 1


async def _evaluate(
    questions: Sequence[Question], options: argparse.Namespace, asker: Asker
) -> int:
    lines = (json.dumps({"text": question.text}) for question in questions)
    told = [line async for line in asker.ask(lines)]
    wrong = sum("error" in line for line in told)
    if asker.failures or wrong:
        print(
            f"osso: nothing is measured: the assistant failed on {asker.failures} messages,"
            f" {wrong} could not be asked",
            file=sys.stderr,
        )
        return 1
    messages = [asked(*pair) for pair in zip(questions, told, strict=True)]
    return _conclude(messages, options)


def _conclude(messages: Sequence[Asked], options: argparse.Namespace) -> int:
    measured, confused = figures(messages), confusions(messages)
    print(*report(messages, measured), "", sep="\n")
    print(*report_confusions(confused, options.confusions), sep="\n")
    if options.json:
        body = {
            "figures": measured,
            "confusions": [asdict(one) for one in confused],
            "messages": [asdict(one) for one in messages],
        }
        options.json.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    if not options.floor:
        return 0
    missed = below(measured, FLOOR)
    print("", *(missed or ["Every figure keeps its floor."]), sep="\n")
    return 1 if missed else 0
