"""Names in the environment or in ``.env`` that look like settings and are none."""

import difflib
from collections.abc import Collection, Iterable

from app import secret_files

PREFIX = "OSSO_"
FOR_THE_SCRIPT = {"OSSO_PYTHON310", "OSSO_RASA_PYTHON", "OSSO_TEST_DATABASE"}
"""Read by ./osso and its tests, not here."""


def unknown(names: Iterable[str], fields: Collection[str]) -> list[str]:
    """A line for each of ``names`` that is no setting; ``fields``: the settings there are."""
    known = {f"{PREFIX}{name.upper()}" for name in fields} | FOR_THE_SCRIPT
    known |= secret_files.names()
    problems = []
    for name in sorted(set(names)):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else "see .env.example for those there are"
            problems.append(f"{name}: there is no such setting; {hint}")
    return problems
