"""A real disk that runs full under a running service: a tmpfs of a few megabytes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT

pytestmark = pytest.mark.slow

_ALONE = ("unshare", "--map-root-user", "--mount", "sh", "-c")
_MOUNT = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'


def may_mount(folder: Path) -> bool:
    """Whether this machine lets us have a mount namespace of our own."""
    if not shutil.which("unshare"):
        return False
    tried = subprocess.run([*_ALONE, _MOUNT, str(folder), "true"], check=False, capture_output=True)
    return tried.returncode == 0


def test_on_a_full_disk_she_is_told_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    if not may_mount(tmp_path):
        pytest.skip("no mount namespaces here; tests/counselling/store/test_not_saved.py has more")
    done = subprocess.run(
        [*_ALONE, _MOUNT, str(tmp_path), sys.executable, "-m", "tests.hostile.on_a_small_disk",
         str(tmp_path)],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout.splitlines()[-1]) > 2
