"""Session tokens: the only key to a conversation. The server keeps nothing but their digest."""

import hashlib
import re
import secrets

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """256 random bits, as 43 characters that are safe in JSON and in a header."""
    return secrets.token_urlsafe(32)


def is_token(candidate: str) -> bool:
    """Whether ``candidate`` has the shape of a token of ours."""
    return _TOKEN.fullmatch(candidate) is not None


def address_of(token: str) -> str:
    """The chat's lasting address: SHA-256, so that a read database opens no conversation."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()
