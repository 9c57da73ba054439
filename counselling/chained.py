"""Keyed hashes that outlive a change of their key: each change adds a link to the chain.

The codes themselves are nowhere, so their hashes cannot be made anew. HMAC (RFC 2104) of what is
stored, under the new key, is what the chain of all keys gives for the code; whoever has an old key
and a new copy of the database can test no code with it.
"""

import hashlib
import hmac
from collections.abc import Sequence


def linked(keys: Sequence[bytes], plain: bytes) -> str:
    """64 hex digits of ``plain`` under ``keys``, the oldest first; at least one."""
    told = plain
    for key in keys:
        told = hmac.new(key, told, hashlib.sha256).hexdigest().encode()
    return told.decode()


def one_more(key: bytes, stored: str) -> str:
    """What is stored once ``key`` has come after the keys before."""
    return linked([key], stored.encode())
