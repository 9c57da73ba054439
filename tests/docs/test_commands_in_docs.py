"""What the papers say can be typed, can be typed, and what they name is there."""

import argparse
import re
import shlex
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from app.cli import COMMANDS, HELP
from app.duty import LAST_GOOD
from app.settings import Settings
from counselling.duty.reading import FILE

ROOT = Path(__file__).resolve().parents[2]
PAPERS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        *(ROOT / part / "README.md" for part in ("benchmarks", "faq", "tests/understanding")),
    )
}
OF_THE_SCRIPT = {
    "test",
    "help",
    "setup",
    "lock",
    "audit",
    "sbom",
}  # answered before any Python runs
SETTINGS = {f"OSSO_{name.upper()}" for name in Settings.model_fields} | {
    "OSSO_PYTHON310",
    "OSSO_RASA_PYTHON",
    "OSSO_TEST_DATABASE",
}
# Files that the office or the service itself makes.
KEPT_IN_THE_DATA_FOLDER = {FILE, LAST_GOOD}
NAMED_FILE = r"`((?:[\w.-]+/)*[\w-]+\.(?:md|py|yml|tsv|toml|po|txt|in|lock|example))`"


def found(pattern: str, *, but: str = "") -> list[tuple[str, str]]:
    """Each paper with each text it has that the pattern's first group takes."""
    pairs = {
        (paper, named)
        for paper, text in PAPERS.items()
        if paper != but
        for named in re.findall(pattern, text)
    }
    return sorted(pairs)


TYPED = found(r"\./osso ([^`\n#|<>)]*)", but="CHANGELOG.md")


def words_of(command: str) -> list[str]:
    return shlex.split(command.split(" —", maxsplit=1)[0].strip(" .,;:*"))


@pytest.mark.parametrize(("paper", "command"), TYPED)
def test_a_command_in_the_papers_exists(paper: str, command: str) -> None:
    words = words_of(command)
    assert words, paper
    assert words[0] in {*COMMANDS, *OF_THE_SCRIPT}, f"{paper} names './osso {command}'"


@pytest.mark.parametrize(("paper", "command"), TYPED)
def test_what_stands_behind_a_command_is_understood(paper: str, command: str) -> None:
    name, *rest = words_of(command)
    if name in OF_THE_SCRIPT or not rest:
        return
    parser = argparse.ArgumentParser(prog=f"{paper}: ./osso {name}")
    import_module(f"app.commands.{name}").add_arguments(parser)
    parser.parse_args(rest)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_what_it_does(command: str) -> None:
    assert (import_module(f"app.commands.{command}").__doc__ or "").strip()
    assert re.search(rf"\b{command}\b", HELP.read_text("utf-8"))


@pytest.mark.parametrize(("paper", "setting"), found(r"\b(OSSO_[A-Z0-9_]+)"))
def test_a_setting_in_the_papers_exists(paper: str, setting: str) -> None:
    assert setting in SETTINGS, paper


@pytest.mark.parametrize(("paper", "module"), found(r"-m (benchmarks\.\w+)"))
def test_a_benchmark_in_the_papers_exists(paper: str, module: str) -> None:
    assert find_spec(module), paper


@pytest.mark.parametrize(("paper", "file"), found(NAMED_FILE))
def test_a_file_in_the_papers_exists(paper: str, file: str) -> None:
    near = (ROOT, (ROOT / paper).parent)
    assert file in KEPT_IN_THE_DATA_FOLDER or any((folder / file).is_file() for folder in near), (
        f"{paper} names {file}"
    )


@pytest.mark.parametrize(("paper", "named"), found(r"\]\(([^)#:]+)\)"))
def test_what_a_paper_shows_or_leads_to_exists(paper: str, named: str) -> None:
    assert ((ROOT / paper).parent / named).is_file(), f"{paper} leads to {named}"
