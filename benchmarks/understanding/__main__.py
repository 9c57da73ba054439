"""Our matcher beside others on the same training data and messages, and how it grows.

Run with the service's Python and OSSO_RASA_PYTHON, from the repository's root:
``python -m benchmarks.understanding [--only NAME ...] [--epochs N] [--grow N ...]``.
"""

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.commands.evaluate import DEVELOPMENT_SET
from app.commands.evaluate.questions import Question, read_questions
from app.rasa.compile import write_training_data
from app.rasa.home import RasaHome
from app.settings import ROOT, load_settings
from benchmarks.understanding import pipelines
from benchmarks.understanding.contenders import Kitchen, Outcome
from benchmarks.understanding.growth import grown
from benchmarks.understanding.table import grown_head, grown_row, head, row
from counselling.faq import FaqSet, load

CONTENDERS = ("default", "logistic", "linear", "ours")
SIZES = (138, 1000, 5000)


class Bench:
    """Rasa's Python, and the messages to ask."""

    def __init__(self, python: Path, questions: Sequence[Question]) -> None:
        self._python = python
        self._questions = questions

    def compare(self, faq: FaqSet, chosen: Sequence[str], epochs: int) -> None:
        """A row for each contender."""
        print(head(), flush=True)
        titles = {
            "default": f"Rasa's default, {epochs} epochs",
            "logistic": "Rasa's LogisticRegression",
        }
        for name in chosen:
            outcome = self._outcome(name, faq, epochs)
            print(row(titles.get(name, name), self._questions, outcome), flush=True)

    def grow(self, faq: FaqSet, sizes: Sequence[int]) -> None:
        """A row for each size of the set, of ours alone."""
        print(grown_head(), flush=True)
        for size in sizes:
            larger = grown(faq, size)
            print(grown_row(larger, self._outcome("ours", larger)), flush=True)

    def _outcome(self, name: str, faq: FaqSet, epochs: int = 0) -> Outcome:
        """In a fresh folder: nothing that was learnt or embedded before shortens a training."""
        with tempfile.TemporaryDirectory(prefix="osso-understanding-") as folder:
            home = RasaHome(self._python, ROOT, Path(folder))
            kitchen = Kitchen(home, Path(folder), [question.text for question in self._questions])
            data = _data(home, faq, name)
            if name == "linear":
                return kitchen.linear(data)
            return kitchen.with_rasa(_config(home, name, epochs), data)


def _config(home: RasaHome, name: str, epochs: int) -> str:
    if name == "default":
        return pipelines.default(epochs)
    return pipelines.logistic() if name == "logistic" else pipelines.ours(home.config)


def _data(home: RasaHome, faq: FaqSet, name: str) -> Path:
    """Training data as the service makes it, in the form the contender can use."""
    shutil.copytree(home.root / "data/nlu", home.compiled)
    write_training_data(faq, home)
    if name != "ours":  # the answers teach spellings to ours; to others they are a word list
        home.texts.unlink()
    if name == "logistic":
        pipelines.make_plain(home.phrasings)
    return home.compiled


def main() -> None:
    """Measure and print, a row as soon as it is known."""
    options = _options()
    settings = load_settings()
    faq = load(settings.faq_dir)
    bench = Bench(settings.rasa_python, read_questions(DEVELOPMENT_SET))
    if options.only:
        bench.compare(faq, options.only, options.epochs)
    if options.grow:
        bench.grow(faq, options.grow)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=CONTENDERS, default=CONTENDERS)
    parser.add_argument(
        "--epochs", type=int, default=100, help="of Rasa's default, which learns for 100"
    )
    parser.add_argument(
        "--grow", nargs="*", type=int, default=SIZES, metavar="N", help="sizes of larger sets"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
