"""The trained models on disk: which there are, and that they are the ones we trained."""

import fcntl
import hashlib
import json
from pathlib import Path
from typing import BinaryIO

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

    def accept(self, fingerprint: str, trained: Path) -> None:
        """Put a model just trained in its place and write it down.

        ``trained`` is whole and on the same disk. Of the older models only the one before stays,
        to which an editor's second thoughts lead back: those that are held, else the newest.
        """
        path, sums = self.path(fingerprint), self._sums()
        trained.replace(path)
        older = [name for name in sums if name != path.name]
        before = [name for name in older if self._is_held(name)] or older[-1:]
        kept = {name: sums[name] for name in before} | {path.name: _sha256(path)}
        for model in self._folder.glob("*.tar.gz"):
            if model.name not in kept:
                model.unlink()
        self._write(kept)

    def hold(self, model: Path) -> BinaryIO:
        """Keep a model, which a running Rasa may need again, until what is returned is closed.

        The hold ends with our process, however that ends. Raises FileNotFoundError.
        """
        held = model.open("rb")
        fcntl.flock(held, fcntl.LOCK_SH)
        return held

    def _is_held(self, name: str) -> bool:
        try:
            with (self._folder / name).open("rb") as model:
                fcntl.flock(model, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except FileNotFoundError:
            return False
        return False

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
