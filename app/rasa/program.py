"""Running one of our own programs in Rasa's environment, to its end."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from app.rasa.home import RasaHome

_TAIL = 5  # lines of what it said that are shown when it fails


class ProgramFailed(Exception):
    """It could not be run, or broke; the message ends with its last words."""


def run_program(
    home: RasaHome,
    module: str,
    *arguments: Path,
    given: str = "",
    extra: Mapping[str, str] = {},
    shown: bool = False,
) -> str:
    """What ``python -m module arguments`` prints when it reads ``given``.

    ``extra``: more of its environment; ``shown``: what it says on standard error (progress) goes
    to the terminal at once, instead of into the error. Raises ProgramFailed, OSError.
    """
    if not home.python.is_file():
        raise ProgramFailed(f"Rasa's environment is missing ({home.python}); ./osso setup makes it")
    run = subprocess.run(  # noqa: S603  # a module of ours
        [home.python, "-m", module, *arguments],
        cwd=home.root,
        env=home.environment(extra),
        input=given,
        stdout=subprocess.PIPE,
        stderr=None if shown else subprocess.PIPE,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        raise ProgramFailed("\n".join((run.stderr or "").splitlines()[-_TAIL:]))
    return run.stdout
