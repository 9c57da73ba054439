"""Runs a probe (a room's probe_*.py) with the Python of Rasa's environment."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# As app/rasa/home.py sets them: threads that wait must not spin beside other work.
_SETTINGS = {
    "RASA_TELEMETRY_ENABLED": "false",
    "OMP_NUM_THREADS": "2",
    "OMP_WAIT_POLICY": "passive",
}


def rasa_python() -> Path:
    """Rasa's interpreter; without one the test is skipped loudly, in CI it fails."""
    python = Path(os.environ.get("OSSO_RASA_PYTHON") or ROOT / ".envs/rasa/bin/python")
    if not python.exists():
        missing = f"Rasa's environment is missing ({python}); ./osso test sets it up"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return python


def probe(name: str, given: Any, room: str = "bot") -> Any:
    """What the probe in the room's tests prints as JSON when given this JSON."""
    run = subprocess.run(
        [rasa_python(), "-W", "ignore", "-m", f"tests.{room}.probe_{name}"],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **_SETTINGS, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout)
