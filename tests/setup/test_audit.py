"""./osso audit: what cannot be asked is never good news, and Rasa's list is short and true.

The databases are on the internet; here are answers in their tools' own form.
"""

import importlib.util
import re
from types import ModuleType
from typing import Any

import pytest

from tests.setup.machine import ROOT


def the_program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("osso_audit", ROOT / "setup/audit.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    __import__("sys").modules["osso_audit"] = module
    spec.loader.exec_module(module)
    return module


AUDIT = the_program()
FINE = {"name": "aiohttp", "version": "3.14.0", "vulns": []}
HOLED = {"name": "sanic", "version": "21.12.2", "vulns": [{"id": "X-2"}, {"id": "X-1"}]}
SKIPPED = {"name": "jinja2", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("dependencies", "known", "status", "said"),
    [
        ([FINE], (), 0, []),
        ([FINE, HOLED], (), 1, ["  sanic 21.12.2: X-1, X-2"]),
        ([FINE, HOLED], {"sanic"}, 0, ["  sanic 21.12.2: X-1, X-2 (out of reach)"]),
        ([FINE, SKIPPED], (), 2, ["  could not be asked about: jinja2"]),
        ([HOLED, SKIPPED], (), 1, None),
    ],
)
def test_a_hole_or_a_question_without_an_answer_is_told(
    dependencies: list[dict[str, Any]], known: set[str], status: int, said: list[str] | None
) -> None:
    got, lines = AUDIT.of_python({"dependencies": dependencies, "fixes": []}).told(known)
    assert got == status
    assert said is None or lines == said


def test_the_npm_packages_are_asked_about_too() -> None:
    holed = {"vulnerabilities": {"qs": {"severity": "high", "range": "<6.14.1"}}}
    assert AUDIT.of_npm(holed).told() == (1, ["  qs <6.14.1: high"])
    assert AUDIT.of_npm({"vulnerabilities": {}}).told()[0] == 0
    assert AUDIT.of_npm({"message": "405 Method Not Allowed"}).told()[0] == 2


def test_each_library_in_rasas_table_is_locked_there_in_the_version_it_says() -> None:
    known = AUDIT.out_of_reach(AUDIT.PAPER.read_text("utf-8"))
    lock = (ROOT / "bot/requirements.lock").read_text("utf-8")
    locked = re.findall(r"^([a-z0-9][\w.-]*)(?:\[\S+\])?==(\S+)", lock, re.MULTILINE)
    assert known <= {name for name, _ in locked}
    assert 20 < len(known) < 40
    paper = AUDIT.PAPER.read_text("utf-8").split("### Rasa's private side")[1]
    named = re.findall(r"^\| ([a-z][^|]+) \|", paper, re.MULTILINE)
    for name, version in re.findall(r"([a-z][a-z0-9-]+) (\d+(?:\.\d+)*)", " ".join(named)):
        assert any(one == name and f"{at}.".startswith(f"{version}.") for one, at in locked), name


def test_every_lock_is_asked_about() -> None:
    assert {*AUDIT.LOCKS.values(), *AUDIT.PRIVATE.values()} == {
        path.relative_to(ROOT).as_posix()
        for folder in (ROOT, ROOT / "bot", ROOT / "setup")
        for path in folder.glob("*.lock")
    }
