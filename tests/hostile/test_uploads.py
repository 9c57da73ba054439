"""Files that are two things at once, claim to be another, or are drawn at a price."""

import struct

import pytest

from counselling.attachments.attachment import plain_name
from counselling.attachments.kinds import MEDIA_TYPES, Kind, kind_of
from counselling.attachments.pictures import MOST_PIXELS, examine
from tests.counselling.attachments.samples import HTML, PDF, SVG, chunk, jpeg, png, webp, zipped

ZIP = zipped("run.exe")
BEHIND = {"zip": ZIP, "html": HTML, "script": b"<script>alert(1)</script>", "pdf": PDF, "svg": SVG}
SCRIPT = b"<script>alert(1)</script>"
ODD_NAMES = [
    *("a.jpg.exe", "a.php.jpg", "a.jpg\x00.exe", "a.svg ", "..\\..\\a.html", "\u202egpj.exe"),
    *("CON", ".htaccess", "a\r\nX: 1.jpg", "a" * 5000, "%2e%2e%2fa", "a;b|c$(d)`e`.jpg"),
]


@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("picture", [jpeg(), png(), webp()], ids=["jpeg", "png", "webp"])
def test_what_hides_behind_a_picture_is_cut_off(picture: bytes, behind: str) -> None:
    hidden = BEHIND[behind]
    examined = examine(kind_of(picture + hidden), picture + hidden)
    assert hidden not in examined.content
    assert b"run.exe" not in examined.content
    assert examined.content == examine(kind_of(picture), picture).content


def test_a_script_inside_a_picture_goes_with_the_part_that_does_not_draw() -> None:
    with_text = png()[:33] + chunk(b"tEXt", b"a\x00" + SCRIPT) + png()[33:]
    assert SCRIPT not in examine(Kind.PNG, with_text).content
    comment = jpeg()[:2] + struct.pack(">BBH", 0xFF, 0xFE, 2 + len(SCRIPT)) + SCRIPT + jpeg()[2:]
    assert SCRIPT not in examine(Kind.JPEG, comment).content


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"GIF89a/*" + SCRIPT, Kind.TEXT),
        (SCRIPT + jpeg(), Kind.UNKNOWN),
        (b"#!/bin/sh\nrm -rf /\n", Kind.TEXT),
        (b"\xef\xbb\xbf" + SVG, Kind.TEXT),
        (ZIP + PDF, Kind.UNKNOWN),
        (b"\x7fELF\x02\x01\x01", Kind.UNKNOWN),
    ],
    ids=["gif-js", "html-jpeg", "shell", "svg", "zip-pdf", "elf"],
)
def test_what_a_browser_might_run_is_only_ever_text_or_unknown(content: bytes, kind: Kind) -> None:
    assert kind_of(content) is kind
    assert not examine(kind, content).shown
    assert MEDIA_TYPES[kind] in {"text/plain", "application/octet-stream"}


@pytest.mark.parametrize("sides", [(65_535, 65_535), (2**31 - 1, 1), (1, 2**31 - 1), (0, 5)])
def test_a_small_file_that_claims_a_huge_picture_is_not_drawn(sides: tuple[int, int]) -> None:
    width, height = sides
    bomb = png(width=width, height=1)
    bomb = bomb[:20] + struct.pack(">I", height) + bomb[24:]
    assert not examine(Kind.PNG, bomb).shown or width * height <= MOST_PIXELS


def test_a_picture_is_not_unpacked_whatever_it_holds() -> None:
    """A gigabyte of noughts as pixels: its bytes are passed on as they came."""
    packed = chunk(b"IDAT", bytes(1_000_000))
    bomb = png()[:33] + packed + png()[33:]
    assert packed in examine(Kind.PNG, bomb).content


@pytest.mark.parametrize("given", ODD_NAMES)
def test_of_a_name_only_what_can_be_read_is_left_and_no_folder(given: str) -> None:
    shown = plain_name(given)
    assert len(shown) <= 120
    assert not set(shown) & set("/\\\r\n\x00\u202e")
