"""How the pipeline's pieces keep what they learnt, beside one another in Rasa's model storage."""

from __future__ import annotations

import pickle
import zlib
from pathlib import Path
from typing import Any


def keep(learnt: Any, file: Path) -> None:
    """Write what was learnt to a file, lightly packed: Rasa packs the whole model again."""
    file.write_bytes(zlib.compress(pickle.dumps(learnt, pickle.HIGHEST_PROTOCOL), 1))


def kept(file: Path) -> Any:
    """What was learnt.

    The file is a pickle: only a model that the service trained itself, and whose sha256 it wrote
    down then, is ever given to Rasa (app/rasa/training.py).
    """
    return pickle.loads(zlib.decompress(file.read_bytes()))  # noqa: S301  # see above
