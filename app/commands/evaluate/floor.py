"""The floor: where each figure must stand, tests/understanding/floor.toml."""

import operator
import tomllib
from collections.abc import Mapping
from pathlib import Path

_HOLDS = {"at_least": operator.ge, "at_most": operator.le}


class BadFloor(ValueError):
    """The floor's file is not as it should be; says what and where."""


def below(figures: Mapping[str, float], file: Path) -> list[str]:
    """A sentence for each figure that is worse than its floor. Raises BadFloor, OSError.

    The file has two tables, ``at_least`` and ``at_most``, of figures' names with percent or
    points; a figure that could not be measured (not a number) keeps no floor.
    """
    floors = _read(file)
    unknown = [name for table in floors.values() for name in table if name not in figures]
    if unknown:
        raise BadFloor(f"{file.name}: no such figure: {', '.join(unknown)}")
    return [
        f"{name} is {figures[name]:.1f}; it must be {which.replace('_', ' ')} {floor:g}"
        for which, table in floors.items()
        for name, floor in table.items()
        if not _HOLDS[which](figures[name], floor)
    ]


def _read(file: Path) -> dict[str, dict[str, float]]:
    try:
        floors = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadFloor(f"{file.name}: {error}") from None
    if set(floors) != set(_HOLDS):
        raise BadFloor(f"{file.name}: expected the tables {' and '.join(_HOLDS)}")
    return floors
