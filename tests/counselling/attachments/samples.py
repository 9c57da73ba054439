"""Small files of each kind, made by hand: what tells where she is stands in them on purpose."""

import struct
import zipfile
import zlib
from collections.abc import AsyncIterator
from io import BytesIO

PLACE = b"GPS 21.0285N 105.8542E"
_EXIF = b"Exif\x00\x00"


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, 2 + len(body)) + body


def exif(orientation: int, order: str = ">") -> bytes:
    head = (b"MM\x00*" if order == ">" else b"II*\x00") + struct.pack(f"{order}I", 8)
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    return _EXIF + head + struct.pack(f"{order}H", 1) + entry + bytes(4) + PLACE


# One grey pixel, baseline, with the smallest tables that are legal (T.81, annexes B and F).
_QUANTISE = segment(0xDB, b"\x00" + bytes([1] * 64))
_DC = segment(0xC4, b"\x00\x01" + bytes(15) + b"\x00")
_AC = segment(0xC4, b"\x10\x01" + bytes(15) + b"\x00")
_SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x3f"


def jpeg(
    *, orientation: int = 6, order: str = ">", width: int = 1, height: int = 1, more: bytes = b""
) -> bytes:
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    around = (
        segment(0xE1, exif(orientation, order))
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + PLACE)
        + segment(0xE2, b"ICC_PROFILE\x00colours")
        + segment(0xE2, b"MPF\x00" + PLACE)
        + segment(0xED, b"Photoshop 3.0\x00" + PLACE)
        + segment(0xFE, PLACE)
    )
    return b"\xff\xd8" + around + _QUANTISE + frame + _DC + _AC + _SCAN + b"\xff\xd9" + more


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*, width: int = 1, height: int = 1, told: bytes = PLACE) -> bytes:
    pixels = b"".join(b"\x00" + b"\x60\x90\xc0" * min(width, 400) for _ in range(min(height, 400)))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"eXIf", told)
        + chunk(b"tEXt", b"Comment\x00" + told)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def riff(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


# The smallest lossless WebP there is: one pixel.
_VP8L = bytes.fromhex("2f0000000710fd8ffe070622a2ff01")


def webp() -> bytes:
    extended = bytes((0b0000_1100,)) + bytes(3) + bytes(6)
    chunks = riff(b"VP8X", extended) + riff(b"VP8L", _VP8L) + riff(b"EXIF", PLACE)
    chunks += riff(b"XMP ", PLACE)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


HEIC = struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + PLACE
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF = b"GIF89a" + bytes(20)


def zipped(*names: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return made.getvalue()


async def stream(content: bytes, piece: int = 1000) -> AsyncIterator[bytes]:
    """As a channel hands it over."""
    for start in range(0, len(content), piece):
        yield content[start : start + piece]
