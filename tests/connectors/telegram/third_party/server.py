"""telegram-test-api, a Bot API server that we did not write, as a process of its own.

npm installs it, pinned and hashed by the lock beside this file, into ``.rasa/tests/bot-api`` of
this repository, once for each lock. It needs node 18 or newer.
"""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running import ROOT

HERE = Path(__file__).parent
INSTALLED = ROOT / ".rasa/tests/bot-api"
_STAMP = "made-from.lock"  # a copy of the lock, written last
_FILES = ("package.json", "package-lock.json", ".npmrc")


@contextmanager
def a_test_api() -> Iterator[str]:
    """A running server's address. Skips the test without node, and fails it in CI."""
    node, npm = _find("node"), _find("npm")
    _install(npm)
    process = subprocess.Popen(
        [node, HERE / "serve.js"],
        env={"NODE_PATH": str(INSTALLED / "node_modules")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    with process.stdout, process.stdin:
        try:
            address = process.stdout.readline().strip()
            assert address, f"telegram-test-api did not start (status {process.wait(10)})"
            yield address
        finally:
            process.terminate()
            process.wait(10)


def _find(program: str) -> str:
    found = shutil.which(program)
    if found:
        return found
    reason = (
        f"TELEGRAM NOT TESTED WITH A SERVER OF OTHERS: no {program} here; as root:"
        " apt-get install nodejs npm"
    )
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _install(npm: str) -> None:
    INSTALLED.mkdir(parents=True, exist_ok=True)
    with (INSTALLED / "set-up.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # the tests run side by side
        lock, stamp = HERE / "package-lock.json", INSTALLED / _STAMP
        if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
            return
        for name in _FILES:
            shutil.copy(HERE / name, INSTALLED)
        run = subprocess.run(
            [npm, "ci", "--ignore-scripts"],
            cwd=INSTALLED,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if run.returncode:
            pytest.fail(f"npm could not install telegram-test-api:\n{run.stderr[-2000:]}")
        shutil.copy(lock, stamp)
