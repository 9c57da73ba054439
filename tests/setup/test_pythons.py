"""Finding Rasa's Python 3.10 and the service's 3.11 or newer."""

import sys
from pathlib import Path

import pytest

from tests.setup.machine import Machine

SHIM = 'echo "pyenv: $0: command not found" >&2; exit 127'
NO_UV = "exit 1"


@pytest.fixture(autouse=True)
def uv_knows_none(machine: Machine) -> None:
    """uv neither keeps nor can fetch a Python, until a test says otherwise."""
    machine.uv(NO_UV)


def pyenv(machine: Machine, root: Path, version: str = "3.10.13") -> Path:
    return machine.python(root / f"versions/{version}/bin/python3.10", "3.10")


def found(machine: Machine) -> str:
    said = machine.shell("find_rasa_python")
    assert said.returncode == 0, said.stderr
    return said.stdout.strip()


def test_python_3_10_is_taken_from_path(machine: Machine) -> None:
    python = machine.python("python3.10", "3.10")
    assert found(machine) == str(python)


def test_a_shim_that_does_not_start_is_passed_over(machine: Machine) -> None:
    machine.program("python3.10", SHIM)
    python = pyenv(machine, machine.home / "with space/.pyenv")
    machine.variables["PYENV_ROOT"] = str(machine.home / "with space/.pyenv")
    assert found(machine) == str(python)


def test_a_later_one_on_path_counts_when_the_first_does_not_run(machine: Machine) -> None:
    machine.program("python3.10", SHIM)
    python = machine.python(machine.home / "opt/python3.10", "3.10")
    machine.variables["PATH"] = f"{machine.path}:{machine.home / 'opt'}"
    assert found(machine) == str(python)


def test_pyenv_is_found_in_home(machine: Machine) -> None:
    python = pyenv(machine, machine.home / ".pyenv")
    assert found(machine) == str(python)


def test_pyenv_is_found_by_its_shims_when_home_is_empty(machine: Machine) -> None:
    root = machine.home / "somebody/.pyenv"
    machine.program(root / "shims/python3.10", SHIM)
    python = pyenv(machine, root)
    machine.variables["PATH"] = f"{root}/shims:{machine.path}"
    machine.variables["HOME"] = ""
    assert found(machine) == str(python)


def test_another_version_under_that_name_is_passed_over(machine: Machine) -> None:
    (machine.path / "python3.10").symlink_to(sys.executable)  # really runs, is newer
    python = pyenv(machine, machine.home / ".pyenv")
    assert found(machine) == str(python)


def test_one_that_waits_for_input_does_not_swallow_the_other_candidates(machine: Machine) -> None:
    machine.program("python3.10", "cat; exit 1")
    python = pyenv(machine, machine.home / ".pyenv")
    assert found(machine) == str(python)


def test_uv_s_own_is_taken(machine: Machine) -> None:
    python = machine.python(machine.home / "uv/python3.10", "3.10")
    machine.uv(f'[ "$1 $2" = "python find" ] && echo "{python}"')
    assert found(machine) == str(python)


def test_uv_fetches_one_when_there_is_none(machine: Machine) -> None:
    fetched = machine.clone / ".envs/python/cpython-3.10.99/bin/python3.10"
    machine.uv(
        f'[ "$1 $2" = "python install" ] || exit 1; mkdir -p "{fetched.parent}"\n'
        f'printf "#!/bin/sh\\necho 3.10\\n" > "{fetched}"; chmod +x "{fetched}"'
    )
    assert found(machine) == str(fetched)


def test_the_one_named_by_the_setting_comes_first(machine: Machine) -> None:
    machine.python("python3.10", "3.10")
    named = machine.python(machine.home / "my own/python", "3.10")
    machine.variables["OSSO_PYTHON310"] = str(named)
    assert found(machine) == str(named)


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_the_setting_may_stand_in_the_env_file(machine: Machine, quote: str) -> None:
    machine.python("python3.10", "3.10")
    named = machine.python(machine.home / "my own/python", "3.10")
    (machine.clone / ".env").write_text(f"OSSO_PORT=1\nOSSO_PYTHON310={quote}{named}{quote}\n")
    assert found(machine) == str(named)


def test_a_wrong_setting_is_said_and_nothing_else_taken(machine: Machine) -> None:
    machine.python("python3.10", "3.10")
    machine.variables["OSSO_PYTHON310"] = "/nowhere/python3.10"
    said = machine.shell("find_rasa_python")
    assert said.returncode == 1
    assert "OSSO_PYTHON310 is /nowhere/python3.10" in said.stderr


def test_without_any_the_message_says_exactly_what_to_install(machine: Machine) -> None:
    machine.program("python3.10", SHIM)
    said = machine.shell("find_rasa_python")
    assert (said.returncode, said.stdout) == (1, "")
    assert "Rasa needs Python 3.10, and none was found." in said.stderr
    for way in (
        '"uv" python install 3.10',
        "pyenv install 3.10",
        "apt install build-essential",
        "./configure --prefix=/opt/python3.10 && make install",
        "OSSO_PYTHON310=/opt/python3.10/bin/python3.10",
    ):
        assert way in said.stderr


def test_the_set_up_stops_before_its_long_downloads_when_there_is_none(machine: Machine) -> None:
    machine.uv()
    machine.python("python3", "3.11")
    said = machine.osso("setup")
    assert said.returncode == 1
    assert "[3/5] Python 3.10, for Rasa" in said.stderr
    assert "Rasa needs Python 3.10, and none was found." in said.stderr
    assert "[4/5]" not in said.stderr
    assert not any(line.startswith(("venv", "pip")) for line in machine.asked_of_uv())


@pytest.mark.parametrize(
    ("python3", "other", "taken"),
    [
        ("3.11", None, "python3"),
        ("3.13", "python3.11", "python3"),
        ("3.9", "python3.12", "python3.12"),
        ("3.10", "python3.11", "python3.11"),
    ],
)
def test_the_service_s_python(
    machine: Machine, python3: str, other: str | None, taken: str
) -> None:
    machine.python("python3", python3)
    if other:
        machine.python(other, other.removeprefix("python"))
    assert machine.shell("find_service_python").stdout.strip() == str(machine.path / taken)


def test_without_a_python_for_the_service_the_message_says_what_to_install(
    machine: Machine,
) -> None:
    machine.python("python3", "3.9")
    said = machine.shell("find_service_python")
    assert said.returncode == 1
    assert "apt install python3 python3-venv" in said.stderr
