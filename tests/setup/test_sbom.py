"""./osso sbom: what is inside, neither more nor less than the locks."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.setup.machine import ROOT

_LOCKED = re.compile(
    r"^([a-z0-9][\w.-]*)(?:\[[\w,-]+\])?==(\S+)((?:.*\\\n)(?:    --hash=.*\n)+)", re.MULTILINE
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made") / "sbom"
    subprocess.run([sys.executable, ROOT / "setup/sbom.py", made], check=True, capture_output=True)
    return made


@pytest.mark.slow
@pytest.mark.parametrize(
    ("side", "lock"), [("service", "requirements.lock"), ("rasa", "bot/requirements.lock")]
)
def test_it_names_every_locked_version_with_its_hashes(folder: Path, side: str, lock: str) -> None:
    written = json.loads((folder / f"{side}.cdx.json").read_text("utf-8"))
    assert (written["bomFormat"], written["specVersion"]) == ("CycloneDX", "1.6")
    listed = {
        (
            one["name"],
            one["version"],
            frozenset(
                hashed["content"]
                for way in one.get("externalReferences", [])
                for hashed in way.get("hashes", [])
            ),
        )
        for one in written["components"]
    }
    locked = {
        (name, version, frozenset(re.findall(r"sha256:([0-9a-f]{64})", rest)))
        for name, version, rest in _LOCKED.findall((ROOT / lock).read_text("utf-8"))
    }
    assert len(locked) > 40
    assert listed == locked
    assert written["metadata"]["component"]["name"] == "osso"
