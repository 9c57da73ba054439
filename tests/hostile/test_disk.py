"""Real disks that take nothing from a running service: a tmpfs of a few megabytes, a mount."""

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
    assert acknowledged("on_a_small_disk", tmp_path) > 2


def test_on_a_read_only_disk_she_is_told_and_it_is_well_again_by_itself(tmp_path: Path) -> None:
    assert acknowledged("on_a_read_only_disk", tmp_path) == 2


def acknowledged(program: str, folder: Path) -> int:
    """How many messages the program says were acknowledged; it asserts all else itself."""
    if not may_mount(folder):
        pytest.skip("no mount namespaces here; tests/counselling/store/test_not_saved.py has more")
    done = subprocess.run(
        [*_ALONE, _MOUNT, str(folder), sys.executable, "-m", f"tests.hostile.{program}",
         str(folder)],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return int(done.stdout.split()[-1])
