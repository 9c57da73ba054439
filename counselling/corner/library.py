"""The editors' folder as the corner reads it: as it is, and as it would be with a change."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock

from counselling.corner.documents import Document
from counselling.faq.loading import Reading, read_folder

Contents = Mapping[str, bytes | None]
"""Files by their names within faq/ as they would be; None: taken out."""

_Stamp = tuple[tuple[str, int, int, int], ...]


def _today() -> date:
    return datetime.now(UTC).date()


class Library:
    """Reads the folder; a reading is kept until a file changes or the day does."""

    def __init__(self, folder: Path, today: Callable[[], date] = _today) -> None:
        self.folder = folder
        self.today = today
        self._lock = Lock()
        self._kept: tuple[_Stamp, date, Reading] | None = None

    def content(self, wanted: Document) -> bytes | None:
        """A document's file as it is; None where there is none. Raises OSError."""
        try:
            return (self.folder / wanted.file).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def told(self, file: str) -> str:
        """A file's name as problems tell it."""
        return f"{self.folder.resolve().name}/{file}"

    def reading(self) -> Reading:
        """All that is in the folder now, right or wrong. Takes some tenths of a second at first."""
        with self._lock:
            stamp, today = _stamp(self.folder), self.today()
            if self._kept is None or self._kept[:2] != (stamp, today):
                self._kept = (stamp, today, read_folder(self.folder, today=today))
            return self._kept[2]

    def reading_with(self, changes: Contents) -> Reading:
        """All that would be in the folder with these changes."""
        with self._as_if(changes) as folder:
            return read_folder(folder, today=self.today())

    @contextmanager
    def _as_if(self, changes: Contents) -> Iterator[Path]:
        """A folder of the same name in which links stand for all files that stay."""
        with tempfile.TemporaryDirectory(prefix="osso-corner-") as place:
            then = Path(place) / self.folder.resolve().name
            then.mkdir()
            for name in _names(self.folder):
                if name not in changes:
                    (then / name).parent.mkdir(parents=True, exist_ok=True)
                    (then / name).symlink_to((self.folder / name).resolve())
            for name, content in changes.items():
                if content is not None:
                    (then / name).parent.mkdir(parents=True, exist_ok=True)
                    (then / name).write_bytes(content)
            yield then


def _names(folder: Path) -> Iterator[str]:
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            yield (Path(where) / name).relative_to(folder).as_posix()


def _stamp(folder: Path) -> _Stamp:
    """What differs when a file was saved: by us always, as each is exchanged whole."""
    found = []
    for name in sorted(_names(folder)):
        try:
            status = (folder / name).stat()
        except OSError:
            continue
        found.append((name, status.st_mtime_ns, status.st_size, status.st_ino))
    return tuple(found)
