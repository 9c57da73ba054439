"""What a platform's button carries: which choice of which message, and nothing of what it says."""

import re

from counselling.channels import Button
from counselling.conversations import Message

_DATA = re.compile(r"([0-9]{1,15})\.([0-9]{1,3})\.([0-9a-f]{8})")
_MARK = 8  # signs of the conversation's id: enough to tell hers from one she erased


def button_data(message: Message, place: int) -> str:
    """What the button of choice number ``place`` carries, 28 signs at most."""
    return f"{message.seq}.{place}.{message.conversation_id[:_MARK]}"


def shortened(label: str, longest: int) -> str:
    """What a button of ``longest`` signs shows of its label."""
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"


def button_of(data: str | None) -> Button | None:
    """The button she tapped; None for what is no button of ours."""
    found = _DATA.fullmatch(data or "")
    return Button(int(found[1]), int(found[2]), found[3]) if found else None
