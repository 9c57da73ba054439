"""The bytes of an attachment, sealed in parts with a key of its own.

The key is kept sealed with the conversation's key, and so goes when that is destroyed. When two
conversations are joined, only this key must be sealed anew.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from counselling.store.vault import Sealer

PART_BYTES = 256 * 1024


@dataclass(frozen=True)
class SealedParts:
    """An attachment's sealed bytes in order, and the key that opens them. ``size`` in bytes."""

    id: str
    key: bytes
    size: int
    parts: Sequence[bytes]


def seal_in_parts(content: bytes) -> SealedParts:
    """Seal ``content`` with a new key."""
    name, key = uuid.uuid4().hex, AESGCM.generate_key(256)
    sealer = Sealer(key, name)
    starts = range(0, len(content), PART_BYTES)
    parts = [
        sealer.seal_bytes(content[start : start + PART_BYTES], _place(number, len(starts)))
        for number, start in enumerate(starts)
    ]
    return SealedParts(name, key, len(content), parts)


def open_parts(name: str, key: bytes, parts: Sequence[bytes]) -> bytes:
    """The content of attachment ``name``; raises Unreadable, also if a part is missing."""
    sealer = Sealer(key, name)
    return b"".join(
        sealer.open_bytes(part, _place(number, len(parts))) for number, part in enumerate(parts)
    )


def _place(number: int, of: int) -> str:
    return f"part {number} of {of}"
