"""The trained models on disk: which there are, and that they are the ones we trained."""

import hashlib
import json
from pathlib import Path

KEPT = 3
_REGISTER = "models.json"


class ModelShelf:
    """A folder of models ``osso-<fingerprint>.tar.gz`` and the sha256 of each.

    Rasa unpickles a model's files, so only a file whose sum was written down right after our
    own training is ever handed to it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, fingerprint: str) -> Path:
        """Where the model of this fingerprint belongs."""
        return self._folder / f"osso-{fingerprint}.tar.gz"

    def trusted(self, fingerprint: str) -> bool:
        """Whether the model is there and is, byte for byte, the one we trained."""
        path = self.path(fingerprint)
        return path.is_file() and self._sums().get(path.name) == _sha256(path)

    def accept(self, fingerprint: str) -> None:
        """Write down a model just trained, and drop the oldest beyond the last three."""
        path = self.path(fingerprint)
        sums = self._sums()
        sums.pop(path.name, None)
        sums[path.name] = _sha256(path)
        kept = dict(list(sums.items())[-KEPT:])
        for model in self._folder.glob("*.tar.gz"):
            if model.name not in kept:
                model.unlink()
        self._write(kept)

    def _sums(self) -> dict[str, str]:
        """The sums by file name, oldest first; an unreadable register trusts nothing."""
        try:
            sums = json.loads((self._folder / _REGISTER).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return sums if isinstance(sums, dict) else {}

    def _write(self, sums: dict[str, str]) -> None:
        written = self._folder / f"{_REGISTER}.new"
        written.write_text(json.dumps(sums, indent=1), encoding="utf-8")
        written.replace(self._folder / _REGISTER)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
