"""Ticket codes: short, easy to read aloud and to write down, telling nothing."""

import re
import secrets

# No vowels (so no words appear) and no signs that look alike (0 O, 1 I L, 5 S, 2 Z, U V, 8 B).
ALPHABET = "34679CDFGHJKMNPQRTVWXY"
_SIGNS = 6
CODE = re.compile(rf"[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}")


def new_code() -> str:
    """A random code such as ``K7M-4RX`` (22**6, about 113 million of them)."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(_SIGNS))
    return f"{signs[:3]}-{signs[3:]}"


def typed_code(typed: str) -> str:
    """The code, or its beginning, that somebody typed: ``k7m 4`` is ``K7M-4``; "" for none."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if not signs or len(signs) > _SIGNS or not set(signs) <= set(ALPHABET):
        return ""
    return "-".join(part for part in (signs[:3], signs[3:]) if part)
