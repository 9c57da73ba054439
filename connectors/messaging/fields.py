"""Reading what strangers wrote as JSON: what is missing or of another kind is empty."""

import hashlib
import json
from collections.abc import Mapping, Sequence

Json = Mapping[str, object]


def read_object(body: bytes) -> Json:
    """The JSON object in ``body``; empty if it holds none."""
    try:
        return object_of(json.loads(body))
    except (ValueError, RecursionError):
        return {}


def object_of(value: object) -> Json:
    """The value, if it is an object."""
    return value if isinstance(value, dict) else {}


def text_of(value: object) -> str:
    """The value, if it is a text; a number as one."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def list_of(value: object) -> Sequence[object]:
    """The value, if it is a list."""
    return value if isinstance(value, list) else ()


def short(name: str) -> str:
    """A platform's name of something, of any length, as one of 40 signs that fits the database."""
    return hashlib.sha256(name.encode()).hexdigest()[:40]
