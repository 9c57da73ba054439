"""``./osso up`` keeps the service running, and stops when it is told to."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.setup.machine import ROOT

KEEP = """
. "$ROOT/setup/say.sh"
. "$ROOT/setup/keep.sh"
FIRST_PAUSE=0
keep_running "$@"
"""


def keep(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        ["/bin/sh", "-euc", KEEP, "keep", *command],
        env=os.environ | {"ROOT": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def script(folder: Path, text: str) -> str:
    path = folder / "service"
    path.write_text(f"#!/bin/sh\ncd {folder}\necho start >> starts\n{text}\n")
    path.chmod(0o755)
    return str(path)


def starts(folder: Path) -> int:
    return len((folder / "starts").read_text().splitlines())


@pytest.mark.parametrize("death", ["exit 70", "kill -9 $$", "kill -SEGV $$"])
def test_a_service_that_dies_is_started_again(tmp_path: Path, death: str) -> None:
    dies_twice = script(tmp_path, f'[ "$(wc -l < starts)" -gt 2 ] && exit 0\n{death}')
    process = keep(dies_twice)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, starts(tmp_path)) == (0, 3)
    assert said.count("the service has died") == 2


@pytest.mark.parametrize("status", [0, 1, 2])
def test_a_service_that_ends_of_itself_is_not(tmp_path: Path, status: int) -> None:
    process = keep(script(tmp_path, f"exit {status}"))
    process.communicate(timeout=20)
    assert (process.returncode, starts(tmp_path)) == (status, 1)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_reaches_the_service_and_waits_for_its_end(
    tmp_path: Path, sent: signal.Signals
) -> None:
    takes_its_time = script(
        tmp_path,
        "trap 'sleep 0.3; echo ended >> ends; exit 0' TERM\n"
        "touch ready\nwhile :; do sleep 0.05; done",
    )
    process = keep(takes_its_time)
    deadline = time.monotonic() + 10
    while not (tmp_path / "ready").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(sent)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert (tmp_path / "ends").read_text() == "ended\n"
    assert starts(tmp_path) == 1
