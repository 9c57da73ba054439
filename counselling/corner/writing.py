"""Writing files into faq/: whole, all or none, and only over what the editor has seen."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Change:
    """One file by its name within faq/: its bytes as the editor saw them, and then.

    None: it was not there, or is taken out.
    """

    file: str
    before: bytes | None
    after: bytes | None


class ChangedMeanwhile(Exception):
    """Files are not as the editor saw them; ``files`` are their names. Nothing was written."""

    def __init__(self, files: Sequence[str]) -> None:
        self.files = tuple(files)
        super().__init__(", ".join(files))


def write(folder: Path, changes: Sequence[Change]) -> None:
    """Make all changes, or none; raises ChangedMeanwhile, OSError."""
    meanwhile = [one.file for one in changes if _content(folder / one.file) != one.before]
    if meanwhile:
        raise ChangedMeanwhile(meanwhile)
    done: list[Change] = []
    try:
        for change in changes:
            done.append(change)
            _put(folder / change.file, change.after)
    except OSError:
        for change in reversed(done):
            with suppress(OSError):
                _put(folder / change.file, change.before)
        raise


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _put(file: Path, content: bytes | None) -> None:
    """The file with this content, or gone; a kill in the middle leaves the one before."""
    if content is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")  # hidden: neither read nor watched
    with new.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    if file.exists():
        shutil.copymode(file, new)
    new.replace(file)
