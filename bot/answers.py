"""What the actions of one turn said, put together into one answer for the service."""

from __future__ import annotations

from typing import Any


def merge(said: list[dict[str, Any]]) -> dict[str, Any]:
    """One answer from the JSON messages of a turn's actions, in the order they ran.

    Replies and effects are all kept; what the turn came to (decision, entry, candidates, open
    question) is the last action's word.
    """
    last = said[-1]
    return {
        "replies": [reply for message in said for reply in message["replies"]],
        "decision": last["decision"],
        "faq": last["faq"],
        "candidates": last["candidates"],
        "effects": [effect for message in said for effect in message["effects"]],
        "awaiting": last["awaiting"],
    }
