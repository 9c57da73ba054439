"""An upgrade that is killed leaves the old tables or the new ones, and the next start ends it."""

import signal
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest

from app.backup.archive import check_database
from counselling.store.revisions import newest_revision, revision_of_file
from tests.counselling.cast import ROOT
from tests.counselling.store.test_upgrades import filled, rows_of, store_in

__all__ = ["filled"]
pytestmark = pytest.mark.slow


def upgraded(folder: Path, last: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.counselling.store.probe_upgrade", folder, str(last)],
        cwd=ROOT,
        timeout=60,
        check=False,
        capture_output=True,
        text=True,
    )


async def test_it_is_the_old_or_the_new_one_wherever_it_dies(
    filled: dict[str, Path], tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    copy(filled["0004"], whole / "osso.sqlite3")
    statements = int(upgraded(whole, 0).stdout)
    new, old = rows_of(whole / "osso.sqlite3"), rows_of(filled["0004"])
    for number, part in enumerate((0.2, 0.5, 0.99)):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = Path(copy(filled["0004"], folder / "osso.sqlite3"))
        died = upgraded(folder, int(statements * part))
        assert died.returncode == -signal.SIGKILL
        check_database(path)
        assert (revision_of_file(path), rows_of(path)) in [
            ("0004", old),
            (newest_revision(), new),
        ]
        store = store_in(folder)
        await store.prepare()
        keys = (await store.keys.ring()).keys
        await store.close()
        assert rows_of(path) == new
        assert keys == {row["id"]: row["wrapped_key"] for row in old["conversation"]}
