"""What the Bot API refuses, and what can go wrong at a call.

The error texts are those that the real server was reported to send.
"""

import re
from dataclasses import dataclass
from typing import Any

_TAGS = re.compile(r"</?(?:b|i|u|s|code|pre|a)(?: [^<>]*)?>")
_STRAY = re.compile(r"<|&(?!(?:lt|gt|amp|quot|#\d+);)")
Params = dict[str, Any]


@dataclass
class Fault:
    """What goes wrong at a call. ``after``: it is done all the same, only the answer is lost."""

    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    drop: bool = False
    after: bool = False


TOO_MANY = Fault(429, "Too Many Requests: retry after 1", retry_after=1)
BLOCKED = Fault(403, "Forbidden: bot was blocked by the user")
DROPPED_AFTER = Fault(drop=True, after=True)


class Refusal(Exception):
    """A call that the Bot API refuses."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.description)
        self.fault = fault


def parsed(text: str) -> str:
    """The text without its HTML; raises Refusal."""
    without = _TAGS.sub("", text)
    if _STRAY.search(without):
        raise Refusal(Fault(400, "Bad Request: can't parse entities: unsupported start tag"))
    return without.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def check_keyboard(markup: Params) -> None:
    """Raises Refusal if a button is none."""
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
                raise Refusal(Fault(400, "Bad Request: BUTTON_DATA_INVALID"))
