"""Walks the stories beside this file with ``rasa test core``: every step must be as written."""

import json
import subprocess
from pathlib import Path

import pytest

from app.rasa.home import RasaHome
from tests.rasa_live import LiveRasa

pytestmark = [pytest.mark.slow, pytest.mark.rasa, pytest.mark.asyncio(loop_scope="session")]

HERE = Path(__file__).parent


def rasa(home: RasaHome, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [home.python, "-m", "rasa", *arguments],
        cwd=home.root,
        env=home.environment({}),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


async def test_rules_stories_and_domain_agree(live_rasa: LiveRasa) -> None:
    home = live_rasa.home
    checked = rasa(
        home,
        *("data", "validate", "--config", home.config, "--domain", home.domain, "--data"),
        *home.data,
        home.compiled,
    )
    assert checked.returncode == 0, checked.stderr[-3000:]
    assert "No story structure conflicts found" in checked.stderr


async def test_every_story_goes_as_written(live_rasa: LiveRasa, tmp_path: Path) -> None:
    walked = rasa(
        live_rasa.home,
        *("test", "core", "--fail-on-prediction-errors"),
        *("--stories", HERE, "--model", live_rasa.model, "--out", tmp_path),
        *("--endpoints", HERE / "endpoints.yml"),
    )
    failed = tmp_path / "failed_test_stories.yml"
    told = failed.read_text(encoding="utf-8") if failed.exists() else ""
    assert walked.returncode == 0, told[-3000:] or walked.stderr[-3000:]
    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    written = sum(file.read_text().count("- story:") for file in HERE.glob("test_*.yml"))
    assert report["conversation_accuracy"]["total"] == written
