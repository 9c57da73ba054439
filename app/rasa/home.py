"""Where Rasa lives: its Python, our files for it, its folder of data, and its environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class RasaHome:
    """``python``: the interpreter of Rasa's environment. ``root``: this repository.

    ``folder``: where compiled training data, models and logs go (made when needed).
    """

    python: Path
    root: Path
    folder: Path

    @property
    def config(self) -> Path:
        """The pipeline and policies."""
        return self.root / "bot/config.yml"

    @property
    def domain(self) -> Path:
        """Intents, slots and actions."""
        return self.root / "bot/domain"

    @property
    def data(self) -> Path:
        """Training data other than the FAQ."""
        return self.root / "data"

    @property
    def compiled(self) -> Path:
        """The FAQ as training data."""
        return self.folder / "faq.yml"

    @property
    def models(self) -> Path:
        """Trained models."""
        return self.folder / "models"

    def environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        """What a Rasa process sees: little of ours, and never a telemetry or cache surprise."""
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        return {
            **inherited,
            "PYTHONPATH": str(self.root),
            "PYTHONUNBUFFERED": "1",
            # Nothing leaves the office.
            "RASA_TELEMETRY_ENABLED": "false",
            # Rasa's own training cache does not notice that the code of bot/nlu has changed.
            "RASA_MAX_CACHE_SIZE": "0",
            "RASA_CACHE_DIRECTORY": str(self.folder / "cache"),
            # Else matplotlib, which Rasa imports, builds its font list at every start.
            "MPLCONFIGDIR": str(self.folder / "cache/matplotlib"),
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "CUDA_VISIBLE_DEVICES": "-1",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "PYTHONWARNINGS": "ignore",
            # More threads get into each other's way: training took 11 s with one and 19 s with
            # two while both cores had other work, and one message is small work anyway.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            **extra,
        }
