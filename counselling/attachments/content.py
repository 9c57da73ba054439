"""The bytes of a file: read to the end or to the limit, cleaned and sealed."""

from collections.abc import AsyncIterable
from dataclasses import dataclass

from counselling.attachments.kinds import Kind, kind_of
from counselling.attachments.pictures import examine
from counselling.store.parts import SealedParts, seal_in_parts


class TooLarge(Exception):
    """There are more bytes than may be kept."""


@dataclass(frozen=True)
class Enclosed:
    """A file ready to be stored."""

    kind: Kind
    shown: bool
    sealed: SealedParts


async def read_all(content: bytes | AsyncIterable[bytes], most: int) -> bytes:
    """All bytes, ``most`` of them; raises TooLarge as soon as there are more."""
    if isinstance(content, bytes):
        if len(content) > most:
            raise TooLarge
        return content
    whole = bytearray()
    async for piece in content:
        whole += piece
        if len(whole) > most:
            raise TooLarge
    return bytes(whole)


def enclose(content: bytes) -> Enclosed:
    """Find out what it is, take out what a picture tells beside itself, and seal it."""
    examined = examine(kind_of(content), content)
    return Enclosed(examined.kind, examined.shown, seal_in_parts(examined.content))
