"""What the readers of the picture formats have in common."""

from dataclasses import dataclass


class Malformed(Exception):
    """The bytes do not follow the format."""


@dataclass(frozen=True)
class Bare:
    """A picture without what it tells beside itself; width and height in pixels."""

    content: bytes
    width: int
    height: int


def take(content: bytes, at: int, length: int) -> bytes:
    """``length`` bytes from ``at``; raises Malformed if there are fewer."""
    found = content[at : at + length]
    if len(found) != length:
        raise Malformed
    return found
