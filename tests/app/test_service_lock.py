"""One service in a data folder, and a killed one holds nobody up."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.service_lock import ServiceRuns, alone_in

ROOT = Path(__file__).resolve().parents[2]
HOLDS = "import sys, time; from pathlib import Path; from app.service_lock import alone_in\n"
HOLDS += "with alone_in(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"


def test_a_second_one_is_refused_and_the_next_may_begin(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(ServiceRuns), alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass


def test_another_process_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, tmp_path], cwd=ROOT, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(ServiceRuns), alone_in(tmp_path):
            pass
        other.kill()
    with alone_in(tmp_path):
        pass
