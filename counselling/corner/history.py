"""Who changed what, when and why: in git where faq/ lies in a work tree, else in a folder."""

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from counselling.corner.writing import Change
from counselling.permissions import User

_ID = re.compile(r"[0-9]{8}T[0-9]{12}-[0-9a-f]{8}")
_ABOUT, _CONTENT = "about.json", "content"


@dataclass(frozen=True)
class Version:
    """A state of one file. ``who``: a name, "" for a change made outside the corner."""

    id: str
    at: datetime
    who: str
    why: str
    gone: bool = False


class NotRecorded(Exception):
    """The history could not take a change; the text says why, in the tool's own words."""


class History(Protocol):
    """Where versions are kept."""

    def record(self, changes: Sequence[Change], by: User, why: str, at: datetime) -> None:
        """Note changes that were just written; raises NotRecorded."""

    def versions(self, file: str) -> list[Version]:
        """Those of a file, newest first."""

    def content(self, file: str, version: str) -> bytes | None:
        """A version's bytes; None where it is unknown, or the file was taken out."""


class FolderHistory:
    """A folder a file, in it a folder a version."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def record(self, changes: Sequence[Change], by: User, why: str, at: datetime) -> None:
        """Keep what is there now; before it what nobody has told us of, made by hand."""
        try:
            for change in changes:
                self.keep_unknown(change, self._newest(change.file), at)
                about = Version("", at, by.name, why, gone=change.after is None)
                self._keep(change.file, change.after, about)
        except OSError as refused:
            raise NotRecorded(refused.strerror or type(refused).__name__) from None

    def versions(self, file: str) -> list[Version]:
        """Those of a file, newest first."""
        found = []
        for about in (self._folder / file).glob(f"*/{_ABOUT}"):
            read = json.loads(about.read_text("utf-8"))
            at = datetime.fromisoformat(read.pop("at"))
            found.append(Version(id=about.parent.name, at=at, **read))
        return sorted(found, key=lambda version: version.id, reverse=True)

    def content(self, file: str, version: str) -> bytes | None:
        """A version's bytes."""
        kept = self._folder / file / version / _CONTENT
        if not _ID.fullmatch(version) or not kept.is_file():
            return None
        return kept.read_bytes()

    def keep_unknown(self, change: Change, newest: bytes | None, at: datetime) -> None:
        """Keep what was changed by hand since the ``newest`` version; raises OSError."""
        if change.before not in {None, newest}:
            self._keep(change.file, change.before, Version("", at, "", ""))

    def _newest(self, file: str) -> bytes | None:
        versions = self.versions(file)
        return self.content(file, versions[0].id) if versions else None

    def _keep(self, file: str, content: bytes | None, about: Version) -> None:
        # By the order in which they are kept: two of one moment must not change places.
        number = len(list((self._folder / file).glob("*"))) % 100_000_000
        stamp = about.at.strftime("%Y%m%dT%H%M%S%f")
        place = self._folder / file / f"{stamp}-{number:08x}"
        place.mkdir(mode=0o700, parents=True)
        if content is not None:
            (place / _CONTENT).write_bytes(content)
        told = {"at": about.at.isoformat(), "who": about.who, "why": about.why, "gone": about.gone}
        written = place / f".{uuid.uuid4().hex}"
        written.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        written.replace(place / _ABOUT)  # a version without it was never finished


class EitherHistory:
    """``first``, and ``second`` for what the first one could not take."""

    def __init__(self, first: History, second: FolderHistory) -> None:
        self._first = first
        self._second = second

    def record(self, changes: Sequence[Change], by: User, why: str, at: datetime) -> None:
        """Note changes that were just written; raises NotRecorded."""
        try:
            for change in changes:
                self._second.keep_unknown(change, self._newest(change.file), at)
            self._first.record(changes, by, why, at)
        except (NotRecorded, OSError):
            self._second.record(changes, by, why, at)

    def versions(self, file: str) -> list[Version]:
        """Those of a file in both, newest first."""
        found = self._first.versions(file) + self._second.versions(file)
        return sorted(found, key=lambda version: version.at, reverse=True)

    def content(self, file: str, version: str) -> bytes | None:
        """A version's bytes, from the one that has it."""
        found = self._first.content(file, version)
        return self._second.content(file, version) if found is None else found

    def _newest(self, file: str) -> bytes | None:
        versions = self._first.versions(file)
        return self._first.content(file, versions[0].id) if versions else None
