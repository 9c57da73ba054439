"""What editors are writing and have not published: one manuscript a document, outside faq/."""

import base64
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from counselling.corner.cells import Cells, applied
from counselling.corner.documents import Document, NoSuchDocument, document


@dataclass(frozen=True)
class Manuscript:
    """A document as an editor wants it.

    ``base``: the file when she began, None if there was none. ``cells``: an entry's fields;
    ``text``: the whole file where it is not edited by fields. ``topic``: the place of a new entry
    in its theme. ``version`` differs after every save; ``saved`` is aware.
    """

    document: Document
    by: str
    name: str
    saved: datetime
    base: bytes | None
    cells: Cells | None = None
    text: str | None = None
    topic: str = ""
    version: str = ""

    def content(self) -> bytes:
        """The file as it would be published; raises NotWritten."""
        if self.cells is not None:
            return applied(self.base, self.cells, self.document)
        return _as_file(self.text or "", self.base)


def _as_file(text: str, base: bytes | None) -> bytes:
    """The text with the line ends and the byte order mark of the file that it replaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if base is None:
        return text.encode()
    mark = b"\xef\xbb\xbf" if base.startswith(b"\xef\xbb\xbf") else b""
    end = "\r\n" if b"\r\n" in base else "\r" if b"\r" in base and b"\n" not in base else "\n"
    written = mark + text.replace("\n", end).encode()
    same = as_text(base) == text  # mixed line ends are nobody's wish, but nobody's change either
    return base if same else written


def as_text(data: bytes) -> str:
    """A file as it is shown in one field; bytes that are no UTF-8 are shown as a sign."""
    text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Manuscripts:
    """The manuscripts in a folder of their own, a JSON file each, replaced whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, wanted: Document) -> Manuscript | None:
        """The manuscript of a document, if there is one."""
        try:
            return _read(wanted, self._file(wanted).read_text("utf-8"))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def put(self, new: Manuscript) -> Manuscript:
        """Keep it in place of the one before; it gets a version of its own."""
        version, file = uuid.uuid4().hex, self._file(new.document)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = file.with_name(f".{file.name}.new")
        written.unlink(missing_ok=True)
        descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            json.dump(_plain(new, version), out, ensure_ascii=False, indent=1)
        written.replace(file)
        return _read(new.document, file.read_text("utf-8"))

    def drop(self, done: Document) -> None:
        """Forget the manuscript of a document."""
        self._file(done).unlink(missing_ok=True)

    def all(self) -> Iterator[Manuscript]:
        """Every manuscript there is, by address."""
        for file in sorted(self._folder.glob("*/*.json")):
            try:
                found = self.get(document(file.parent.name, file.stem))
            except NoSuchDocument:
                continue
            if found:
                yield found

    def _file(self, wanted: Document) -> Path:
        return self._folder / wanted.shelf / f"{wanted.name}.json"


def _plain(one: Manuscript, version: str) -> dict[str, Any]:
    return {
        "by": one.by,
        "name": one.name,
        "saved": one.saved.isoformat(),
        "base": None if one.base is None else base64.b64encode(one.base).decode(),
        "cells": None if one.cells is None else dict(one.cells),
        "text": one.text,
        "topic": one.topic,
        "version": version,
    }


def _read(wanted: Document, written: str) -> Manuscript:
    found = json.loads(written)
    base = found.pop("base")
    return Manuscript(
        **found | {"saved": datetime.fromisoformat(found["saved"])},
        document=wanted,
        base=None if base is None else base64.b64decode(base),
    )
