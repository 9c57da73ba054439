"""From ``./osso up`` to the first message safely accepted and to the first answer."""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path

from app.settings import ROOT


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder))  # makes the database and trains the model
        times = [_run(Path(folder)) for _ in range(runs)]
    for number, name in enumerate(("first message accepted", "first answer")):
        seconds = [run[number] for run in times]
        print(f"{name:23} median {statistics.median(seconds):5.2f} s  max {max(seconds):5.2f} s")


def _run(folder: Path) -> tuple[float, float]:
    port = "18432"
    environment = os.environ | {"OSSO_DATA_DIR": str(folder), "OSSO_PORT": port}
    began = time.monotonic()
    process = subprocess.Popen(
        [ROOT / "osso", "up"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _until(lambda: _accepts(url))
        accepted = time.monotonic() - began
        _until(lambda: _answers(url))
        return accepted, time.monotonic() - began
    finally:
        process.terminate()
        process.wait(30)


def _until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        try:
            if happened():
                return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise TimeoutError("the service did not get there")


def _accepts(url: str) -> bool:
    message = {"type": "message", "id": str(uuid.uuid4()), "text": "xin chào"}
    request = urllib.request.Request(
        f"{url}/chat/messages",
        json.dumps(message).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        return any(frame["type"] == "ack" for frame in json.load(answer)["frames"])


def _answers(url: str) -> bool:
    with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
        return bool(json.load(answer)["assistant"] == "ready")


if __name__ == "__main__":
    main()
