"""Making the environments: whole or not at all, and once."""

import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.setup.machine import OBEDIENT_UV, Machine


@pytest.fixture(autouse=True)
def both_pythons(machine: Machine) -> None:
    """uv and both Pythons are there."""
    machine.uv()
    machine.python("python3", "3.11")
    machine.python("python3.10", "3.10")


def made(machine: Machine) -> list[str]:
    """The environments that were made from scratch, in order."""
    return [line.split("/")[-1] for line in machine.asked_of_uv() if line.startswith("venv")]


def test_every_step_is_numbered_and_said_on_standard_error(machine: Machine) -> None:
    said = machine.osso("setup")
    assert said.returncode == 0, said.stderr
    assert said.stdout == ""
    steps = [line for line in said.stderr.splitlines() if line.startswith("[")]
    assert steps == [
        "[1/5] uv, the installer",
        "[2/5] Python 3.11 or newer, for the service",
        "[3/5] Python 3.10, for Rasa",
        "[4/5] The service's packages",
        "[5/5] Rasa's packages (the big ones)",
    ]


def test_the_second_time_there_is_nothing_to_do(machine: Machine) -> None:
    machine.osso("setup")
    asked = machine.asked_of_uv()
    said = machine.osso("setup")
    assert said.stderr == "Everything is set up. Next: ./osso up\n"
    assert machine.asked_of_uv() == asked


def test_what_was_interrupted_is_made_again_from_scratch(machine: Machine) -> None:
    machine.uv(
        OBEDIENT_UV.replace(
            '[ "$1" = venv ] || exit 0',
            'case "$*" in *bot/requirements.lock) kill -TERM $PPID; sleep 1;; esac\n'
            '[ "$1" = venv ] || exit 0',
        )
    )
    assert machine.osso("setup").returncode != 0
    assert made(machine) == ["service", "rasa"]
    machine.uv()
    assert machine.osso("setup").returncode == 0
    assert made(machine) == ["service", "rasa", "rasa"]


def test_a_failed_install_says_how_to_go_on(machine: Machine) -> None:
    machine.uv(OBEDIENT_UV.replace("|| exit 0", "|| exit 2"))
    said = machine.osso("setup")
    assert said.returncode == 1
    assert "the packages of .envs/service could not be installed" in said.stderr
    assert "start ./osso again" in said.stderr


def test_a_rasa_that_does_not_start_is_shown_and_made_again(machine: Machine) -> None:
    broken = "printf '#!/bin/sh\\necho No module named rasa; exit 1\\n' > \"$folder/bin/python\""
    machine.uv(OBEDIENT_UV.replace("chmod", f"{broken}\nchmod"))
    said = machine.osso("setup")
    assert said.returncode == 1
    assert "No module named rasa" in said.stderr
    machine.uv()
    assert machine.osso("setup").returncode == 0


def test_two_at_once_make_everything_once(machine: Machine) -> None:
    machine.uv(OBEDIENT_UV.replace('[ "$1" = venv ]', 'sleep 0.3\n[ "$1" = venv ]'))

    def set_up(_: int) -> subprocess.CompletedProcess[str]:
        return machine.osso("setup")

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(set_up, range(2)))
    assert [said.returncode for said in both] == [0, 0]
    assert made(machine) == ["service", "rasa"]
    assert sum("Another ./osso is setting up this folder" in said.stderr for said in both) == 1


def test_without_ensurepip_the_message_is_what_to_install(machine: Machine) -> None:
    machine.uv("echo uv 0.4.0")
    machine.program("python3", "exit 1")
    said = machine.osso("setup")
    assert said.returncode == 1
    assert "\n  apt install python3-venv\n" in said.stderr


def test_without_python_at_all_the_message_is_what_to_install(machine: Machine) -> None:
    (machine.path / "uv").unlink()
    (machine.path / "python3").unlink()
    said = machine.osso("setup")
    assert said.returncode == 1
    assert "apt install python3 python3-venv" in said.stderr


@pytest.mark.parametrize(
    ("version", "good"),
    [("0.12.9", False), ("0.4.0", False), ("0.13.0", True), ("0.20.1", True), ("1.0.0", True)],
)
def test_a_uv_too_old_is_not_taken(machine: Machine, version: str, good: bool) -> None:
    machine.uv(f"echo 'uv {version} (x86_64)'")
    assert (machine.shell("is_good_uv uv").returncode == 0) is good
