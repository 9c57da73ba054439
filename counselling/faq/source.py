"""Reading one file as text, however the editor's program saved it."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from counselling.faq.problems import Findings, Spot

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True)
class Source:
    """A file's text in NFC; one line feed ends a line. ``file`` is its name as problems tell it."""

    file: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines without their ends; only a line feed ends a line."""
        return self.text.split("\n")


@dataclass(frozen=True)
class Located:
    """A text and the line of its file, from 1, on which it begins."""

    value: str
    line: int


@dataclass(frozen=True)
class Passage:
    """A text the woman reads, with its place: what is checked for phone numbers."""

    spot: Spot
    text: Located


def read(path: Path, file: str, findings: Findings) -> Source | None:
    """The text of ``path``, or None with the problem noted.

    A byte order mark, CRLF or CR line ends and decomposed letters (NFD) are accepted silently.
    """
    try:
        data = path.read_bytes()
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
        findings.error(
            Spot(file), 1, f"the file cannot be read ({reason})", "Check that you may open it."
        )
        return None
    return decode(data, file, findings)


def decode(data: bytes, file: str, findings: Findings) -> Source | None:
    """The text in ``data``, or None with the problem noted."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = data.count(b"\n", 0, broken.start) + 1
        findings.error(
            Spot(file),
            line,
            "the letters are not saved as UTF-8",
            "Save the file again with the encoding UTF-8 (Notepad: Save As, Encoding: UTF-8).",
        )
        return None
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    for control in _CONTROL.finditer(unix):
        line = unix.count("\n", 0, control.start()) + 1
        what = f"an invisible control sign (U+{ord(control[0]):04X}) stands here"
        findings.error(Spot(file), line, what, "Type this line again by hand.")
    return Source(file, unicodedata.normalize("NFC", _CONTROL.sub("", unix)))
