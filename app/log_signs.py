"""Signs that would make one entry of the log look like two, or paint the terminal, are written out.

OWASP ASVS 5.0, 16.4.1. JSON lines need none of it, their quotes escape control signs already; the
text on a terminal does. C0 and C1 control signs (ECMA-48: ESC begins a terminal's commands), the
line ends of Unicode and the signs that turn the direction of writing (Unicode TR 9).
"""

import re
from collections.abc import Mapping
from typing import Any

_MISLEADING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text with such signs written as an escape of Python."""
    return _MISLEADING.sub(_written, text)


def plain_signs(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """For structlog: every name and value of the entry made plain, the event's own text too."""
    return {plain(str(name)): _plainly(value) for name, value in event.items()}


def _plainly(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {_plainly(name): _plainly(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plainly(inner) for inner in value]
    return value if value is None or isinstance(value, int | float) else plain(str(value))


def _written(sign: re.Match[str]) -> str:
    return sign[0].encode("unicode_escape").decode("ascii")
