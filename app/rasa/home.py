"""Where Rasa lives: its Python, our files for it, its folder of data, and its environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from language.processor import has_avx2

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
    def data(self) -> tuple[Path, ...]:
        """Folders of training data other than the FAQ."""
        return tuple(self.root / "data" / part for part in ("nlu", "rules", "stories"))

    @property
    def compiled(self) -> Path:
        """The FAQ as training data: a folder, handed to Rasa whole."""
        return self.folder / "compiled"

    @property
    def phrasings(self) -> Path:
        """The compiled titles and phrasings: what a model must be trained anew for."""
        return self.compiled / "faq.yml"

    @property
    def texts(self) -> Path:
        """Compiled sentences a training may learn spellings from; it can wait for the next one."""
        return self.compiled / "texts.yml"

    @property
    def models(self) -> Path:
        """Trained models."""
        return self.folder / "models"

    @property
    def confusions(self) -> Path:
        """What was measured of the phrasings (counselling/faq/confusions.py)."""
        return self.folder / "confusions.json"

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
            # What has been embedded once need not be again (bot/nlu/vectors.py).
            "OSSO_VECTORS": str(self.folder / "vectors.npz"),
            # Else matplotlib, which Rasa imports, builds its font list at every start.
            "MPLCONFIGDIR": str(self.folder / "cache/matplotlib"),
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "CUDA_VISIBLE_DEVICES": "-1",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "PYTHONWARNINGS": "ignore",
            # Embedding many texts takes half the time with two threads. Waiting ones must not
            # spin: beside other work that made everything slower. All else is too small for them.
            "OMP_NUM_THREADS": "2",
            "OMP_WAIT_POLICY": "passive",
            "OPENBLAS_NUM_THREADS": "1",
            **_kernels(),
            **extra,
        }


def _kernels() -> dict[str, str]:
    """What makes the OpenBLAS of Rasa's old scipy use a newer processor's instructions.

    0.3.18 does not know AMD's processors from 2022 on and takes them for one of 2007, whose code
    is slow and ends the process when some sizes of matrix are inverted (2,273 examples, say).
    """
    return {"OPENBLAS_CORETYPE": "Haswell"} if has_avx2() else {}
