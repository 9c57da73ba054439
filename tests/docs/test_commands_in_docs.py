"""What the papers say can be typed, can be typed."""

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

from app.cli import COMMANDS, HELP

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "faq/README.md")
    if path.name != "CHANGELOG.md"
]
OF_THE_SCRIPT = {"test", "help", "setup", "lock"}  # answered before any Python runs
TYPED = sorted(
    {
        (path.relative_to(ROOT).as_posix(), command)
        for path in PAPERS
        for command in re.findall(r"\./osso ([^`\n#|]*)", path.read_text("utf-8"))
    }
)


@pytest.mark.parametrize(("paper", "command"), TYPED)
def test_a_command_in_the_papers_exists(paper: str, command: str) -> None:
    words = shlex.split(command.split(" —", maxsplit=1)[0].strip(" .,;:)*"))
    assert words, paper
    assert words[0] in {*COMMANDS, *OF_THE_SCRIPT}, f"{paper} names './osso {command}'"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_what_it_does(command: str) -> None:
    assert (import_module(f"app.commands.{command}").__doc__ or "").strip()
    assert re.search(rf"\b{command}\b", HELP.read_text("utf-8"))


def test_pictures_and_files_named_in_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in re.findall(r"\]\(([^)#:]+)\)|`([\w./-]+\.(?:md|py|yml|example))`", readme):
        path = next(filter(None, name))
        assert (ROOT / path).exists(), path
