"""``./osso evaluate`` asks the trained assistant, and holds its figures against the floor."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands.evaluate import DEVELOPMENT_SET
from app.commands.evaluate.questions import read_questions
from tests.running import ROOT, RunningService

pytestmark = [pytest.mark.slow, pytest.mark.rasa]


def test_the_assistant_stands_on_its_floor(service: RunningService, tmp_path: Path) -> None:
    file = tmp_path / "evaluated.json"
    done = subprocess.run(
        [sys.executable, "-m", "app", "evaluate", "--json", str(file), "--confusions", "3"],
        cwd=ROOT,
        env=os.environ | {"OSSO_DATA_DIR": str(service.data)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Every figure keeps its floor." in done.stdout
    assert done.stdout.count(" × ") == 3
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["figures"]["top1"] > 0
    texts = [message["question"]["text"] for message in told["messages"]]
    assert texts == [question.text for question in read_questions(DEVELOPMENT_SET)]
