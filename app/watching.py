"""Noticing that an editor has saved: a folder looked at again and again.

Looking, and not the kernel's notices (inotify, as watchfiles uses it): those do not tell what
another computer saves on a network drive, where offices keep such folders. A look at 150 files
takes about a millisecond.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LOOK_EVERY = 0.4  # seconds between looks while nothing changes
QUIET_FOR = 0.2  # seconds without a change after which what was saved counts as whole
RESTLESS_FOR = 10.0  # seconds of changes without a pause; then it is taken as it is
MOST_BYTES = 4_000_000  # of a file; a bigger one is no text of an editor's and not looked at
YOUNG = 3.0  # seconds; FAT notes times to 2 s, so a later save may leave the same time behind

Seen = Mapping[str, str]
"""The SHA-256, in hex, of each file's content by its name below the folder."""


@dataclass(frozen=True)
class _File:
    """A file as last looked at: time (ns), size and number on its disk, and its content's sum."""

    stamp: tuple[int, int, int]
    looked_at: float
    content: str

    @property
    def certain(self) -> bool:
        """Whether the same stamp means the same content."""
        return self.stamp[0] / 1e9 < self.looked_at - YOUNG


class FolderWatch:
    """Tells when the contents of a folder's files have changed and come to rest.

    Content counts: a file saved unchanged is no change. Looking is done in another thread.
    """

    def __init__(self, folder: Path) -> None:
        """Look for the first time; changes count from now."""
        self._folder = folder
        self._files: dict[str, _File] = {}
        self.seen = self.look()
        """What was there at the last change."""

    def look(self) -> Seen:
        """What is there now. Only files whose time, size or place differ are read."""
        before = self._files
        looked = {name: _look(path, before.get(name)) for name, path in self._paths()}
        self._files = {name: file for name, file in looked.items() if file}
        return {name: file.content for name, file in self._files.items()}

    async def changes(self) -> AsyncIterator[Seen]:
        """What is there, each time that differs from before and has come to rest."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            found = await asyncio.to_thread(self.look)
            if found == self.seen:
                continue
            self.seen = await self._at_rest(found)
            yield self.seen

    async def _at_rest(self, found: Seen) -> Seen:
        """Editors empty a file before they write it, and save several one after the other."""
        deadline = time.monotonic() + RESTLESS_FOR
        while True:
            await asyncio.sleep(QUIET_FOR)
            again = await asyncio.to_thread(self.look)
            if again == found or time.monotonic() > deadline:
                return again
            found = again

    def _paths(self) -> list[tuple[str, Path]]:
        """Every file but hidden ones and an editor's own, as the loader takes them."""
        found: list[tuple[str, Path]] = []
        for where, folders, files in os.walk(self._folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            paths = [
                Path(where, name)
                for name in files
                if not name.startswith((".", "~")) and not name.endswith("~")
            ]
            found += [(path.relative_to(self._folder).as_posix(), path) for path in paths]
        return found


class FileWatch(FolderWatch):
    """The same for one file, which need not be there."""

    def __init__(self, file: Path) -> None:
        """Look for the first time; changes count from now."""
        self._file = file
        super().__init__(file.parent)

    def _paths(self) -> list[tuple[str, Path]]:
        return [(self._file.name, self._file)] if self._file.exists() else []


def _look(path: Path, before: _File | None) -> _File | None:
    now = time.time()
    try:
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        if before and before.stamp == stamp and before.certain:
            return before
        if status.st_size > MOST_BYTES:
            return None
        return _File(stamp, now, sha256(path.read_bytes()).hexdigest())
    except OSError as refused:  # gone just now, or not to be read: the loader says so
        return _File((0, 0, 0), 0, type(refused).__name__)
