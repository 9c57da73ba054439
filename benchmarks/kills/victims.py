"""The running service of a kill run, and the ways to kill what belongs to it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import children
from benchmarks.kills.real import GONE_FOR

SERVICE, RASA, ACTIONS = "service", "Rasa", "action port"
LATEST = 120.0  # seconds after which it is not waited for any longer
_ROOT = Path(__file__).resolve().parents[2]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Victim:
    """A service process that is started again at once whenever it was killed.

    ``program``: the module that serves, given the folder and the port.
    """

    program: str
    folder: Path
    environment: dict[str, str]
    port: int = field(default_factory=_free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Begin a life."""
        with (self.folder / "said.txt").open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.program, str(self.folder), str(self.port)],
                cwd=_ROOT,
                env=self.environment,
                stdout=said,
                stderr=said,
            )

    def kill(self, what: str) -> float:
        """Kill -9, start again, and wait; the seconds until it is ready again.

        The service is ready when it accepts messages, Rasa when turns can go to it again.
        """
        began = time.monotonic()
        if what == SERVICE:
            self._kill_service()
            return self._until(self.accepts, began)
        if what == RASA:
            before = self._rasa()
            for process in before:
                os.kill(process, signal.SIGKILL)
            return self._until(lambda: not before & self._rasa() and self.answers(), began)
        self._until(self.answers, began)  # before that the signal would end the service
        began = time.monotonic()
        if self.process:
            self.process.send_signal(signal.SIGUSR1)
        time.sleep(GONE_FOR)
        return self._until(self.answers, began)

    def until_ready(self) -> None:
        """Wait until the assistant answers, trained first if need be."""
        self._until(self.answers, time.monotonic(), LATEST * 3)

    def accepts(self) -> bool:
        """Whether messages are safely accepted."""
        return "ok" in self._health()

    def answers(self) -> bool:
        """Whether the assistant answers."""
        return '"ready"' in self._health()

    def stop(self) -> None:
        """As an operator stops it; killed if it does not listen."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self._kill_service()

    def _kill_service(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
        self.start()

    def _rasa(self) -> set[int]:
        """The process ids of its Rasas."""
        if self.process is None:
            return set()
        return {pid for pid in children(self.process.pid) if b"rasa" in _command(pid)}

    def _health(self) -> str:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=2) as answer:
                told: bytes = answer.read()
                return told.decode()
        except (urllib.error.URLError, OSError):
            return ""

    def _until(self, true: Callable[[], bool], began: float, within: float = LATEST) -> float:
        while not true():
            if time.monotonic() - began > within:
                raise TimeoutError("it did not come back; read said.txt in the data folder")
            time.sleep(0.02)
        return time.monotonic() - began


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
