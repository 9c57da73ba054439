"""Starting ``./osso up`` for tests, as its own process with its own data folder."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_WITHIN = 240.0  # seconds; training on a busy machine takes most of them
_PATIENT = "8"  # seconds for the assistant's answer; what is tested is what it says


@dataclass
class RunningService:
    """The process, what it printed, and where it answers."""

    process: subprocess.Popen[bytes]
    said: Path
    data: Path

    @property
    def url(self) -> str:
        """Its address, such as ``http://127.0.0.1:40123``."""
        return self._find(r"The chat:\s+(\S+)/chat")

    @property
    def login(self) -> tuple[str, str]:
        """The first desk login."""
        told = self._find(r"First desk login: (\S+, password \S+)")
        name, _, password = told.partition(", password ")
        return name, password

    def health(self) -> dict[str, object]:
        """What GET /health says."""
        with urllib.request.urlopen(f"{self.url}/health", timeout=5) as answer:
            told: dict[str, object] = json.load(answer)
            return told

    def until_ready(self) -> None:
        """Wait until the assistant answers."""
        self.wait_for(lambda: self.health()["assistant"] == "ready")

    def wait_for(self, happened: Callable[[], bool]) -> None:
        """Wait until ``happened()`` is true; fails with what the service said."""
        deadline = time.monotonic() + _WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            if happened():
                return
            time.sleep(0.2)
        raise AssertionError(f"the service did not get there; it said:\n{self.said.read_text()}")

    def stop(self, number: int = signal.SIGINT) -> int:
        """Stop it as Ctrl-C does; the exit status."""
        self.process.send_signal(number)
        return self.process.wait(30)

    def _find(self, pattern: str) -> str:
        deadline = time.monotonic() + _WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            if found := re.search(pattern, self.said.read_text()):
                return found.group(1)
            time.sleep(0.05)
        raise AssertionError(f"{pattern!r} is not in what the service said:\n{self._tail()}")

    def _tail(self) -> str:
        return self.said.read_text()[-3000:]


STRAIGHT = (sys.executable, "-m", "app", "up")
AS_A_PERSON_DOES = (str(ROOT / "osso"), "up")


@contextmanager
def run_service(
    data: Path, *, command: Sequence[str] = STRAIGHT, **settings: str
) -> Iterator[RunningService]:
    """``./osso up`` on a free port, keeping everything in ``data``."""
    said = data / "said.txt"
    environment = {name: value for name, value in os.environ.items() if name[:5] != "OSSO_"}
    environment |= {"OSSO_DATA_DIR": str(data), "OSSO_PORT": "0", "PYTHONPATH": str(ROOT)}
    environment["OSSO_RASA_TIMEOUT"] = _PATIENT
    if rasa := os.environ.get("OSSO_RASA_PYTHON"):
        environment["OSSO_RASA_PYTHON"] = rasa
    with said.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment | settings,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            yield RunningService(process, said, data)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(30)
