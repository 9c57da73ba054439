"""WebP (RFC 9649): only the chunks that draw the picture stay."""

import struct

from counselling.attachments.pictures.bare import Bare, Malformed, take

_HEAD = 12  # bytes: RIFF, size, WEBP
_DRAWING = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_TELLS_MORE = 0b0000_1100  # the bits of VP8X that announce Exif and XMP


def bare_webp(content: bytes) -> Bare:
    """The picture alone, nothing after its end; raises Malformed or struct.error."""
    (size,) = struct.unpack_from("<I", content, 4)
    end, at, bare = 8 + size, _HEAD, bytearray()
    sizes = []
    while at < end:
        name = take(content, at, 4)
        (length,) = struct.unpack_from("<I", content, at + 4)
        body = take(content, at + 8, length)
        at += 8 + length + length % 2
        if name in _DRAWING:
            sizes.append(_size(name, body))
            if name == b"VP8X":
                body = bytes((body[0] & ~_TELLS_MORE,)) + body[1:]
            bare += name + struct.pack("<I", length) + body + bytes(length % 2)
    if not sizes:
        raise Malformed
    width, height = max(sizes, key=lambda sides: sides[0] * sides[1])
    return Bare(b"RIFF" + struct.pack("<I", 4 + len(bare)) + b"WEBP" + bare, width, height)


def _size(name: bytes, body: bytes) -> tuple[int, int]:
    """Width and height that a chunk says; (0, 0) if it says none."""
    if name == b"VP8X":
        width, height = take(body, 4, 3), take(body, 7, 3)
        return 1 + int.from_bytes(width, "little"), 1 + int.from_bytes(height, "little")
    if name == b"VP8 ":  # RFC 6386, 9.1
        width_and_scale, height_and_scale = struct.unpack_from("<HH", body, 6)
        return width_and_scale & 0x3FFF, height_and_scale & 0x3FFF
    if name == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 1)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0
