"""What a model depends on, as one short name."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.rasa.home import RasaHome

_PARTS = ("bot/config.yml", "bot/domain", "bot/nlu", "bot/requirements.lock", "language")
_LENGTH = 16  # hex digits


def fingerprint(home: RasaHome) -> str:
    """The name of the model that fits the files as they are now, compiled phrasings included.

    It is the same wherever the data folder lies, so a folder that was moved keeps its models.
    """
    digest = hashlib.sha256()
    named = [(file, file.relative_to(home.root)) for file in _files(home.root, home.data)]
    named.append((home.phrasings, home.phrasings.relative_to(home.folder)))
    for file, name in named:
        content = file.read_bytes()
        digest.update(f"{name.as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:_LENGTH]


def _files(root: Path, data: Iterable[Path]) -> Iterator[Path]:
    for place in (*(root / part for part in _PARTS), *data):
        if place.is_file():
            yield place
        for file in sorted(place.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file
