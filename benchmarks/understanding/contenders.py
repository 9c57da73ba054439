"""Trains and asks one contender, each step a process of its own in Rasa's environment."""

import json
import resource
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.rasa.home import RasaHome

MODULE = "benchmarks.understanding"


@dataclass(frozen=True)
class Answer:
    """One message: entries, best first, how sure of the first, and the time it took."""

    entries: tuple[str, ...]
    sure: float
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """All answers of a contender; its training in seconds, on the clock and of both cores
    together, from start to end of the process; its memory in MB when all is answered.
    """

    training: float
    cpu: float
    memory: float
    answers: tuple[Answer, ...]


class Kitchen:
    """Runs contenders in ``folder``; what they print goes to ``folder/log``."""

    def __init__(self, home: RasaHome, folder: Path, texts: Sequence[str]) -> None:
        self._home = home
        self._folder = folder
        self._messages = folder / "messages.json"
        self._messages.write_text(json.dumps(texts), encoding="utf-8")

    def with_rasa(self, config: str, data: Path) -> Outcome:
        """A pipeline in the words of Rasa's config, trained on the files of ``data``."""
        with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            file, models = Path(scratch) / "config.yml", Path(scratch) / "models"
            file.write_text(config, encoding="utf-8")
            trained = self._run(
                *("rasa", "train", "nlu", "--config", file, "--nlu", data),
                *("--domain", self._home.domain, "--out", models),
                *("--fixed-model-name", "contender"),
            )
            return self._asked(trained, "with_rasa", models / "contender.tar.gz")

    def linear(self, data: Path) -> Outcome:
        """The plain linear model."""
        with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            model = Path(scratch) / "linear.joblib"
            trained = self._run(f"{MODULE}.with_linear", "train", data, model)
            return self._asked(trained, "with_linear", "ask", model)

    def _asked(self, trained: tuple[float, float], program: str, *model: Path | str) -> Outcome:
        answers = self._folder / "answers.json"
        self._run(f"{MODULE}.{program}", *model, self._messages, answers)
        body: dict[str, Any] = json.loads(answers.read_text(encoding="utf-8"))
        told = (Answer(tuple(o["entries"]), o["sure"], o["seconds"]) for o in body["answers"])
        return Outcome(*trained, body["memory"], tuple(told))

    def _run(self, module: str, *arguments: Path | str) -> tuple[float, float]:
        """Run a module with Rasa's Python; the seconds it took. Raises CalledProcessError."""
        began, used = time.monotonic(), _used()
        with (self._folder / "log").open("ab") as log:
            subprocess.run(
                [self._home.python, "-W", "ignore", "-m", module, *arguments],
                cwd=self._folder,
                env=self._home.environment({"TMPDIR": str(self._folder)}),
                stdout=log,
                stderr=subprocess.STDOUT,
                check=True,
            )
        return time.monotonic() - began, _used() - used


def _used() -> float:
    """Seconds all processes that were waited for have computed."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
