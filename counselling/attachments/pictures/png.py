"""PNG (W3C PNG, third edition, 5 and 11): only the chunks that draw the picture stay."""

import struct

from counselling.attachments.pictures.bare import Bare, Malformed, take

_SIGNATURE = 8  # bytes
_AROUND = 12  # bytes of a chunk beside its data: length, name, CRC
_DRAWING = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip


def bare_png(content: bytes) -> Bare:
    """The picture alone, nothing after its end; raises Malformed or struct.error."""
    bare, at, name = bytearray(take(content, 0, _SIGNATURE)), _SIGNATURE, b""
    width, height = struct.unpack(">II", take(content, 16, 8))
    if take(content, 12, 4) != b"IHDR":
        raise Malformed
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", content, at)
        name = take(content, at + 4, 4)
        chunk = take(content, at, length + _AROUND)
        at += len(chunk)
        if name in _DRAWING:
            bare += chunk
    return Bare(bytes(bare), width, height)
