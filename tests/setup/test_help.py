"""./osso before anything is set up."""

import re

import pytest

from app.cli import COMMANDS
from tests.setup.machine import ROOT, Machine

HELP = (ROOT / "app/help.txt").read_text()


@pytest.mark.parametrize("words", [["help"], ["--help"], ["-h"], []])
def test_help_needs_no_set_up(machine: Machine, words: list[str]) -> None:
    said = machine.osso(*words)
    assert (said.returncode, said.stdout, said.stderr) == (0, HELP, "")
    assert not (machine.clone / ".envs").exists()


@pytest.mark.parametrize("word", ["upp", "u", "test.", "..", "To", "-x", "up train"])
def test_an_unknown_command_is_named_and_the_known_ones_shown(machine: Machine, word: str) -> None:
    said = machine.osso(word)
    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr == f"osso: there is no command '{word}'. These there are:\n{HELP}"
    assert not (machine.clone / ".envs").exists()


def test_it_works_from_anywhere_through_links_and_spaces(machine: Machine) -> None:
    elsewhere = machine.home / "else where"
    elsewhere.mkdir()
    (elsewhere / "first").symlink_to("../a clone/osso")
    second = elsewhere / "second"
    second.symlink_to(elsewhere / "first")
    assert machine.osso("help", start=second, cwd=elsewhere).stdout == HELP
    assert machine.shell(f'cd "{elsewhere}"; sh "../a clone/osso" help').stdout == HELP


def test_every_command_of_the_program_and_of_the_script_stands_in_it() -> None:
    named = re.findall(r"^  ([a-z]+) ", HELP, re.MULTILINE)
    of_the_script = {"setup", "test", "lock", "audit", "sbom", "help"}
    assert sorted(set(named)) == sorted({*COMMANDS, *of_the_script})


def test_help_fits_a_terminal() -> None:
    assert max(len(line) for line in HELP.splitlines()) <= 100
