"""The learnt files of the danger check are read only as they were written down when they were
learnt: danger.sha256 stands beside them in git, in the form that ``sha256sum -c`` reads.

Their formats (JSON, zlib, arrays without pickle) bring no code along; but a changed one could look
away where a woman is in danger, and nobody would notice.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from counselling.safety.classifier import MODEL, BrokenModel

SUMS = MODEL.with_name("danger.sha256")
LEARNT = (MODEL, MODEL.with_name("danger_sense.npz"))


def check_known(files: Iterable[Path] = LEARNT, sums: Path = SUMS) -> None:
    """Raises BrokenModel, naming the first file that is not the one written down."""
    known = _known(sums)
    for file in files:
        if known.get(file.name) != _sum(file):
            raise BrokenModel(
                f"{file}: this is not the danger check that was learnt (its SHA-256 is not in "
                f"{sums.name}). Put both files back as they were released, or learn anew: "
                "./osso danger learn"
            )


def write_down(files: Iterable[Path] = LEARNT, sums: Path = SUMS) -> None:
    """After learning: these are the ones to be read from now on."""
    sums.write_text("".join(f"{_sum(file)}  {file.name}\n" for file in files), encoding="ascii")


def _known(sums: Path) -> dict[str, str]:
    try:
        lines = sums.read_text("ascii").splitlines()
    except (OSError, ValueError):
        return {}
    return {name: value for value, _, name in (line.partition("  ") for line in lines)}


def _sum(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
