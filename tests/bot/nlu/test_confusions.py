"""Which phrasings the matcher gives to another entry, in Rasa's environment, as it is run."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.bot.nlu.a_small_set import EXAMPLES
from tests.bot.rasa_python import ROOT, rasa_python

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

STRAY = "đêm nào cũng mất ngủ vì nằm mãi không ngủ được"
ALIKE = "mất ngủ thì phải làm sao"


def write(folder: Path, examples: dict[str, list[str]]) -> Path:
    folder.mkdir()
    blocks = "".join(
        f"- intent: {label}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
        for label, texts in examples.items()
    )
    (folder / "nlu.yml").write_text(f'version: "3.1"\nnlu:\n{blocks}', "utf-8")
    return folder


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What is found of two folders: one of entries, with a phrasing astray, one of intents."""
    folder = tmp_path_factory.mktemp("data")
    faq = {label: list(texts) for label, texts in EXAMPLES.items() if label.startswith("faq/")}
    faq["faq/vocational.loan"].append(STRAY)
    intents = {label: list(texts) for label, texts in EXAMPLES.items() if label not in faq}
    intents["deny"].append(ALIKE)
    (folder / "rules.yml").write_text('version: "3.1"\nrules: []\n')
    folders = [write(folder / "faq", faq), write(folder / "intents", intents)]
    run = subprocess.run(
        [rasa_python(), "-W", "ignore", "-m", "bot.nlu.confusions", *folders],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false"},
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    told: list[dict[str, Any]] = json.loads(run.stdout)
    return told


def test_a_phrasing_like_those_of_another_entry_is_found_though_its_own_entry_has_it(
    found: list[dict[str, Any]],
) -> None:
    stray = {"entry": "vocational/loan", "phrasing": STRAY, "taken_for": "psychological/sleep"}
    assert stray in found


def test_a_phrasing_like_those_of_its_own_entry_is_not_found(found: list[dict[str, Any]]) -> None:
    phrasings = {each["phrasing"] for each in found}
    assert "em không ngủ được" not in phrasings
    assert "em muốn ly hôn với chồng bên Hàn" not in phrasings


def test_only_phrasings_of_entries_are_looked_at_and_only_entries_they_are_taken_for(
    found: list[dict[str, Any]],
) -> None:
    entries = {"legal/divorce", "psychological/sleep", "vocational/loan"}
    assert {each["entry"] for each in found} | {each["taken_for"] for each in found} <= entries
    assert ALIKE not in {each["phrasing"] for each in found}
