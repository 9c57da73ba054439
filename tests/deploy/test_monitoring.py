"""The alerts and the dashboard in deploy/: they ask for figures there are; each is explained."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.app.measuring.a_watch import a_watched_service
from tests.running import ROOT

ALERTS = ROOT / "deploy/prometheus/alerts.yml"
DASHBOARD = ROOT / "deploy/grafana/osso.json"
_NAME = re.compile(r"\b(?:osso|process)_[a-z_]+\b")
_OF_PROMETHEUS = "up"  # Prometheus' own word on whether we answered


def rules() -> list[dict[str, object]]:
    groups = YAML(typ="safe").load(ALERTS.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def asked_for() -> set[str]:
    """Every name in an expression of an alert or a panel."""
    panels = json.loads(DASHBOARD.read_text())["panels"]
    queries = [target["expr"] for panel in panels for target in panel.get("targets", ())]
    assert len(queries) > 30
    return set(_NAME.findall(" ".join([*queries, *(str(rule["expr"]) for rule in rules())])))


async def exported(folder: Path) -> set[str]:
    """The names that there are, also of figures that stand at nought."""
    async with a_watched_service(folder) as watched:
        kinds = re.findall(r"^# TYPE (\w+) (\w+)$", await watched.exported(), re.MULTILINE)
    parts = {"histogram": ("_bucket", "_count", "_sum")}
    return {name + part for name, kind in kinds for part in parts.get(kind, ("",))}


async def test_every_figure_that_is_asked_for_is_told(tmp_path: Path) -> None:
    assert asked_for() - await exported(tmp_path) == set()


async def test_every_figure_of_ours_stands_on_the_dashboard_or_in_an_alert(tmp_path: Path) -> None:
    asked = asked_for()
    ours = {name for name in await exported(tmp_path) if name.startswith("osso_")}
    unused = {name for name in ours - asked if not name.endswith(("_created", "_sum", "_count"))}
    assert unused <= {"osso_database_up", "osso_disk_size_bytes", "osso_platform_info"}


@pytest.mark.parametrize("page", ["operations.md", "operations.vi.md"])
def test_every_alert_has_a_heading_in_the_handbook_and_every_such_heading_an_alert(
    page: str,
) -> None:
    headings = re.findall(r"^#+ (Osso\w+)$", (ROOT / "docs" / page).read_text(), re.MULTILINE)
    assert headings == [rule["alert"] for rule in rules()]


def test_every_alert_says_how_grave_it_is_and_where_to_read_on() -> None:
    for rule in rules():
        labels, told = rule["labels"], rule["annotations"]
        assert isinstance(labels, dict)
        assert isinstance(told, dict)
        assert labels["severity"] in {"critical", "warning"}
        assert told["runbook"] == f"docs/operations.md#{str(rule['alert']).lower()}"
        assert "{{" not in told["summary"]  # it is read on locked screens


def test_prometheus_reads_the_rules_and_they_speak_when_they_should() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not here (Debian: apt install prometheus)")
    for words in (("check", "config", "prometheus.yml"), ("test", "rules", "alerts.test.yml")):
        done = subprocess.run(
            [promtool, *words], cwd=ALERTS.parent, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
