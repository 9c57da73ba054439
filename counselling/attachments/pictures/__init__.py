"""Pictures without what they tell beside the picture: where and when they were taken, with what.

Taken out before a picture is sealed, so that nobody at the office ever has it, a download and a
backup included: what is not kept cannot leak. Only the containers are walked through and no pixel
is decoded, so a hostile picture finds no decoder here (Pillow, 7 MB, would bring one for each
format), and the picture loses nothing of its quality. What does not follow its format to the
letter is no picture for us and becomes a file to download.
"""

import struct
from dataclasses import dataclass

from counselling.attachments.kinds import Kind
from counselling.attachments.pictures.bare import Bare, Malformed
from counselling.attachments.pictures.jpeg import bare_jpeg
from counselling.attachments.pictures.png import bare_png
from counselling.attachments.pictures.webp import bare_webp

MOST_PIXELS = 64_000_000  # a few kB can claim more than a browser's memory holds
_BARE = {Kind.JPEG: bare_jpeg, Kind.PNG: bare_png, Kind.WEBP: bare_webp}


@dataclass(frozen=True)
class Examined:
    """A file ready to be kept. ``shown``: browsers may show it as a picture."""

    kind: Kind
    content: bytes
    shown: bool


def examine(kind: Kind, content: bytes) -> Examined:
    """Take out what a picture tells beside itself; other kinds stay as they are."""
    if kind not in _BARE:
        return Examined(kind, content, shown=False)
    try:
        bare: Bare = _BARE[kind](content)
    except (Malformed, struct.error):
        return Examined(Kind.UNKNOWN, content, shown=False)
    return Examined(kind, bare.content, shown=0 < bare.width * bare.height <= MOST_PIXELS)
