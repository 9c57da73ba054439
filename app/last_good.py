"""The last set of the editors' files that was in order, kept for a start when they are not."""

import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import IO

from app.book import Book
from app.kept_set import KeptSet
from app.watching import Seen
from counselling.faq import FaqProblems, Problem

_FILE = "faq-last-good.zip"


class LastGood:
    """One file in the data folder, replaced whole: a kill in the middle leaves the one before."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / _FILE
        self.read = KeptSet(data_dir)
        """The same set as it was read."""

    def keep(self, folder: Path, seen: Seen) -> bool:
        """Keep the files of ``folder`` if they still are what was seen; whether they were.

        Raises OSError when the data folder cannot take them.
        """
        written = self._file.with_suffix(".new")
        written.unlink(missing_ok=True)
        descriptor = os.open(written, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            whole = _pack(file, folder, seen)
            os.fsync(file.fileno())
        if whole:
            written.replace(self._file)
        else:
            written.unlink()
        return whole

    @contextmanager
    def unpacked(self, name: str) -> Iterator[Path]:
        """The files in a folder called ``name``; an empty one when nothing whole was kept."""
        with tempfile.TemporaryDirectory(prefix="osso-faq-") as place:
            folder = Path(place) / name
            folder.mkdir()
            try:
                with zipfile.ZipFile(self._file) as kept:
                    kept.extractall(folder)
            except (OSError, zipfile.BadZipFile):
                pass
            yield folder


def open_book(
    folder: Path,
    last_good: LastGood,
    *,
    only_reviewed: bool,
    keep_cases_days: int = 365,
    seen: Seen | None = None,
) -> tuple[Book, tuple[Problem, ...]]:
    """The book of ``folder``; if that is not in order, of the last set that was, with all problems.

    Files that are as ``seen`` and have been read before are not read again. Raises FaqProblems,
    those of ``folder``, when there is no such set.
    """
    read_before = last_good.read.take(folder, seen) if seen else None
    settled = partial(Book, only_reviewed=only_reviewed, keep_cases_days=keep_cases_days)
    try:
        return settled(folder, read_before=read_before), ()
    except FaqProblems as found:
        with last_good.unpacked(folder.resolve().name) as kept:
            try:
                return settled(kept), found.problems
            except FaqProblems:
                raise found from None


def _pack(file: IO[bytes], folder: Path, seen: Seen) -> bool:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, content in seen.items():
            try:
                data = (folder / name).read_bytes()
            except OSError:
                return False
            if sha256(data).hexdigest() != content:
                return False
            kept.writestr(name, data)
    return True
