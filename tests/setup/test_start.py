"""./osso when the environments stand: straight to the program."""

import shutil

import pytest

from tests.setup.machine import Machine

REPORT = """\
printf '%s\\n' "$*" "PYTHONPATH=$PYTHONPATH" "OSSO_RASA_PYTHON=$OSSO_RASA_PYTHON" \
    "cwd=$PWD" "home=${PYTHONHOME:-} venv=${VIRTUAL_ENV:-}"
exit 7"""


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """A machine set up before; its service's Python reports how it was started."""
    for name, lock in (("service", "requirements.lock"), ("rasa", "bot/requirements.lock")):
        folder = machine.clone / ".envs" / name
        machine.program(folder / "bin/python", REPORT)
        shutil.copy(machine.clone / lock, folder / "made-from.lock")
    return machine


def test_the_program_gets_the_words_the_caller_s_folder_and_the_paths(ready: Machine) -> None:
    ready.variables |= {"PYTHONHOME": "/elsewhere", "VIRTUAL_ENV": "/elsewhere"}
    said = ready.osso("ask", "ly hôn  ở đâu?", "--jsonl")
    assert said.stdout.splitlines() == [
        "-P -m app ask ly hôn  ở đâu? --jsonl",
        f"PYTHONPATH={ready.clone}",
        f"OSSO_RASA_PYTHON={ready.clone}/.envs/rasa/bin/python",
        f"cwd={ready.home}",
        "home= venv=",
    ]


def test_nothing_is_said_and_the_program_s_own_end_is_passed_on(ready: Machine) -> None:
    said = ready.osso("up")
    assert (said.stderr, said.returncode) == ("", 7)


def test_a_changed_lock_is_noticed(ready: Machine) -> None:
    with (ready.clone / "bot/requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    ready.uv()
    ready.python("python3.10", "3.10")
    assert "[1/3] uv" in ready.osso("up").stderr
    installed = [line for line in ready.asked_of_uv() if line.startswith("pip sync")]
    assert installed == [
        " ".join(
            [
                f"pip sync --quiet --python {ready.clone}/.envs/rasa/bin/python --require-hashes",
                f"--build-constraints {ready.clone}/setup/build.lock --require-build-hashes",
                f"{ready.clone}/bot/requirements.lock",
            ]
        )
    ]


def test_a_python_that_has_gone_is_noticed(ready: Machine) -> None:
    (ready.clone / ".envs/service/bin/python").unlink()
    ready.uv()
    ready.python("python3", "3.11")
    said = ready.osso("up")
    assert said.returncode == 0
    assert "[3/3] The service's packages" in said.stderr
