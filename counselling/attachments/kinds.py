"""What a file is, told by its bytes alone: neither its name nor what the sender claims counts.

Written out instead of taken from a library, because here a doubt must mean UNKNOWN: puremagic
names the likeliest of many kinds, filetype (last released 2022) reads 261 bytes, which show neither
text nor macros. Sources: WHATWG MIME Sniffing (pictures, PDF); ISO/IEC 23008-12 and mp4ra.org (the
brands of HEIC); ECMA-376 part 2 (DOCX, XLSX).
"""

import re
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from io import BytesIO


class Kind(StrEnum):
    """What a file is."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    PDF = "pdf"
    TEXT = "txt"
    DOCX = "docx"
    XLSX = "xlsx"
    UNKNOWN = "bin"


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.HEIC})
_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: Mapping[Kind, str] = {
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.HEIC: "image/heic",
    Kind.PDF: "application/pdf",
    Kind.TEXT: "text/plain",
    Kind.DOCX: f"{_OFFICE}wordprocessingml.document",
    Kind.XLSX: f"{_OFFICE}spreadsheetml.sheet",
    Kind.UNKNOWN: "application/octet-stream",
}
_SIGNATURES = (
    (re.compile(rb"\xff\xd8\xff"), Kind.JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Kind.PNG),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), Kind.WEBP),
    (re.compile(rb"....ftyp(hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL), Kind.HEIC),
    (re.compile(rb"%PDF-"), Kind.PDF),
)
_PARTS = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}
_NO_TEXT = frozenset(range(0x20)) - frozenset(b"\t\n\f\r") | {0x7F}


def kind_of(content: bytes) -> Kind:
    """The kind of a whole file; UNKNOWN where there is any doubt."""
    for signature, kind in _SIGNATURES:
        if signature.match(content):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _in_a_zip(content)
    return Kind.TEXT if _is_text(content) else Kind.UNKNOWN


def _in_a_zip(content: bytes) -> Kind:
    """Only the list of names is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as opened:
            names = set(opened.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return Kind.UNKNOWN
    if "[Content_Types].xml" not in names or any("vbaproject" in n.lower() for n in names):
        return Kind.UNKNOWN  # with macros it is another kind, whatever it calls itself
    return next((kind for part, kind in _PARTS.items() if part in names), Kind.UNKNOWN)


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return bool(content) and _NO_TEXT.isdisjoint(content)
