"""Choosing the command, and telling people what is wrong in words they can act on."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import structlog

from app.backup.problem import UpgradeRefused
from app.log import set_up_logging
from app.settings import BadSettings, Settings, load_settings
from counselling.faq import FaqProblems
from counselling.safety.classifier import BrokenModel
from counselling.safety.phrases import PhraseProblems
from counselling.store.newer_database import NewerDatabase

log = structlog.get_logger(__name__)

HELP = Path(__file__).with_name("help.txt")
COMMANDS = (
    "up",
    "rasa",
    "train",
    "ask",
    "evaluate",
    "danger",
    "faq",
    "user",
    "duty",
    "erase",
    "backup",
    "restore",
    "retention",
    "report",
    "demo",
    "keys",
)

CRASHED = 70  # EX_SOFTWARE of sysexits.h

Run = Callable[[Settings, argparse.Namespace], int]


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit status: 0 well, 1 something to mend, 2 wrong usage."""
    if not arguments or arguments[0] in {"help", "-h", "--help"}:
        print(HELP.read_text("utf-8"), end="")
        return 0
    name, *rest = arguments
    if name not in COMMANDS:
        print(f"osso: there is no command '{name}'; ./osso help lists them", file=sys.stderr)
        return 2
    module = import_module(f"app.commands.{name}")
    parser = argparse.ArgumentParser(prog=f"./osso {name}", description=module.__doc__)
    module.add_arguments(parser)
    options = parser.parse_args(rest)
    try:
        return _run(module.run, options)
    except KeyboardInterrupt:
        return 130
    except Exception:  # ./osso up starts the service again on this status (setup/keep.sh)
        log.exception("something broke", command=name)
        return CRASHED


def _run(command: Run, options: argparse.Namespace) -> int:
    try:
        settings = load_settings()
        set_up_logging(settings)
        return command(settings, options)
    except BadSettings as error:
        return _tell("the settings need mending", error.problems)
    except (NewerDatabase, UpgradeRefused) as error:
        return _tell("the database was left as it is", [str(error)])
    except (FaqProblems, PhraseProblems) as error:
        return _tell("the office's files need mending", [str(one) for one in error.problems])
    except BrokenModel as error:
        return _tell("the danger check needs mending", [str(error)])


def _tell(what: str, problems: Sequence[str]) -> int:
    print(f"osso: {what}:", *(f"  {problem}" for problem in problems), sep="\n", file=sys.stderr)
    return 1
