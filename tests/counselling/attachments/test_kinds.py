"""What a file is, is told by its bytes."""

import pytest

from counselling.attachments.attachment import plain_name
from counselling.attachments.kinds import Kind, kind_of
from tests.counselling.attachments.samples import (
    GIF,
    HEIC,
    HTML,
    PDF,
    SVG,
    jpeg,
    png,
    webp,
    zipped,
)

TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (jpeg(), Kind.JPEG),
        (png(), Kind.PNG),
        (webp(), Kind.WEBP),
        (HEIC, Kind.HEIC),
        (PDF, Kind.PDF),
        ("Đơn xin ly hôn\n".encode(), Kind.TEXT),
        (zipped(TYPES, "word/document.xml"), Kind.DOCX),
        (zipped(TYPES, "xl/workbook.xml"), Kind.XLSX),
    ],
)
def test_what_the_office_knows_is_recognised(content: bytes, kind: Kind) -> None:
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        GIF,
        b"\xff\xd8",
        b"RIFF\x04\x00\x00\x00WAVE",
        b"\x00\x00\x00\x18ftypisom",
        "xin chào".encode("utf-16"),
        b"a\x00b",
        zipped("a.txt"),
        zipped("word/document.xml"),
        zipped(TYPES, "word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04 no archive at all",
        zipped(TYPES, "word/document.xml")[:-30],
    ],
)
def test_whatever_else_or_broken_is_unknown(content: bytes) -> None:
    assert kind_of(content) is Kind.UNKNOWN


@pytest.mark.parametrize("content", [HTML, SVG])
def test_what_could_run_in_a_browser_is_never_a_picture(content: bytes) -> None:
    assert kind_of(content) is Kind.TEXT


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("đơn ly hôn.pdf", "đơn ly hôn.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\anh\\1.jpg", "1.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\r\nSet-Cookie: x=1", "aSet-Cookie: x=1"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_name_keeps_only_what_can_be_read(given: str, shown: str) -> None:
    assert plain_name(given) == shown
