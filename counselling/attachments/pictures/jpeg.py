"""JPEG (ITU-T T.81, annex B): segments that are not needed to draw the picture are left out.

Gone are Exif with the place and the small preview, XMP, IPTC, comments, and whatever follows the
picture's end (phones put a second picture there, or a film with sound). The one thing of Exif that
is needed to draw it, which side is up, is written anew (Exif 2.32, 4.6.4, tag 0x0112).
"""

import re
import struct

from counselling.attachments.pictures.bare import Bare, Malformed, take

_END, _SCAN = 0xD9, 0xDA
_APPLICATION = range(0xE0, 0xF0)
_COMMENT = 0xFE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_DRAWING = frozenset(range(0xC0, 0xD0)) | frozenset(range(0xDA, 0xE0))
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_EXIF = b"Exif\x00\x00"
_JFIF_ALONE = 14  # bytes of a JFIF segment without a preview
_ORIENTATION = 0x0112
_TURNED = range(2, 9)


def bare_jpeg(content: bytes) -> Bare:
    """The picture alone; raises Malformed or struct.error."""
    bare, at = bytearray(take(content, 0, 2)), 2
    width = height = 0
    while True:
        marker, at = _marker(content, at)
        if marker == _END:
            break
        body = take(content, at + 2, _length(content, at) - 2)
        at += 2 + len(body)
        if marker in _FRAMES:
            frame_height, frame_width = struct.unpack_from(">HH", body, 1)
            width, height = max(width, frame_width), max(height, frame_height)
        if kept := _kept(marker, body):
            bare += struct.pack(">BBH", 0xFF, marker, 2 + len(kept)) + kept
        if marker == _SCAN:
            end = _AFTER_SCAN.search(content, at)
            if end is None:
                raise Malformed
            bare += content[at : end.start()]
            at = end.start()
    return Bare(bytes(bare) + bytes((0xFF, _END)), width, height)


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """The next marker and where its segment begins; any number of 0xFF may stand before it."""
    if take(content, at, 1) != b"\xff":
        raise Malformed
    while take(content, at, 1) == b"\xff":
        at += 1
    return content[at], at + 1


def _length(content: bytes, at: int) -> int:
    (length,) = struct.unpack_from(">H", content, at)
    if length < 2:  # it counts itself
        raise Malformed
    return int(length)


def _kept(marker: int, body: bytes) -> bytes:
    """What stays of a segment; empty: nothing."""
    if marker in _DRAWING:
        return body
    if marker == _COMMENT:
        return b""
    if marker not in _APPLICATION:
        raise Malformed
    number = marker - _APPLICATION[0]
    if number == 0 and body.startswith(b"JFIF\x00") and len(body) == _JFIF_ALONE:
        return body
    if number == 1 and body.startswith(_EXIF):
        return _which_side_is_up(body[len(_EXIF) :])
    needed = {2: b"ICC_PROFILE\x00", 14: b"Adobe"}.get(number)
    return body if needed and body.startswith(needed) else b""


def _which_side_is_up(tiff: bytes) -> bytes:
    """An Exif segment that says only this; empty if nothing needs to be turned."""
    turned = _orientation(tiff)
    if turned not in _TURNED:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    return _EXIF + b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + bytes(4)


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, directory)
        for number in range(entries):
            place = directory + 2 + 12 * number
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, place)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:  # a broken preface is no reason not to show the picture
        pass
    return 1
