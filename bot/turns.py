"""A turn as the service sends it, and what keeps a woman's text from ever being a command.

Pure: shared by the channel and its tests, and runs in both environments.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass

CHOICES = {
    "person": "choose_person",
    "consent.yes": "choose_consent_yes",
    "consent.no": "choose_consent_no",
    "none": "choose_none",
    "themes": "choose_browse",
}
NAMED_CHOICES = {
    "faq:": "choose_faq",
    "theme:": "choose_browse",
    "topic:": "choose_browse",
    "helpful:": "choose_helpful",
    "unhelpful:": "choose_unhelpful",
}
"""Choices that name something after their colon."""
COMMAND_SIGN = "/"
HARMLESS_SIGN = "\uff0f"  # a slash to her eye, no command to Rasa
LANGUAGES = ("vi", "en", "ko")


class BadTurn(ValueError):
    """The turn is not as the contract says. Names the field, never its content."""


@dataclass(frozen=True)
class IncomingTurn:
    """One turn. The fields are those of counselling.assistant.Turn."""

    conversation_id: str
    text: str
    choice: str | None
    language: str
    awaiting: str | None
    last_faq: str | None
    danger: str
    handler: str

    def metadata(self) -> dict[str, str | None]:
        """What travels beside the text to the pipeline and the actions."""
        fields = asdict(self)
        del fields["conversation_id"], fields["text"]
        return fields


def read_turn(body: object) -> IncomingTurn:
    """The turn in a decoded JSON body; raises BadTurn."""
    if not isinstance(body, Mapping):
        raise BadTurn("body")
    turn = IncomingTurn(
        conversation_id=_required(body, "conversation_id"),
        text=_required(body, "text", empty=True),
        choice=_optional(body, "choice"),
        language=_required(body, "language"),
        awaiting=_optional(body, "awaiting"),
        last_faq=_optional(body, "last_faq"),
        danger=_optional(body, "danger") or "none",
        handler=_optional(body, "handler") or "assistant",
    )
    if turn.language not in LANGUAGES:
        raise BadTurn("language")
    if turn.choice is not None:
        intent_of(turn.choice)
    return turn


def read_erased(body: object) -> list[str]:
    """The ids of erased conversations in a decoded JSON body; raises BadTurn."""
    ids = body.get("conversations") if isinstance(body, Mapping) else None
    if not isinstance(ids, list) or not all(isinstance(one, str) and one for one in ids):
        raise BadTurn("conversations")
    return ids


def intent_of(choice: str) -> str:
    """The intent a tapped choice stands for; raises BadTurn for a choice that does not exist."""
    kind, colon, name = choice.partition(":")
    intent = NAMED_CHOICES.get(kind + colon) if name else CHOICES.get(choice)
    if intent is None:
        raise BadTurn("choice")
    return intent


def harmless(text: str) -> str:
    """The text with a leading "/" made harmless, whatever unseen signs stand before it.

    Rasa strips a message and reads a leading "/" as an intent by name: RegexMessageHandler,
    rasa/shared/core/training_data/story_reader/yaml_story_reader.py, unpack_regex_message.
    """
    for place, sign in enumerate(text):
        if sign == COMMAND_SIGN:
            return text[:place] + HARMLESS_SIGN + text[place + 1 :]
        if not _unseen(sign):
            return text
    return text


def _unseen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign)[0] in "CZM"


def _required(body: Mapping[object, object], field: str, *, empty: bool = False) -> str:
    value = body.get(field)
    if not isinstance(value, str) or not (value or empty):
        raise BadTurn(field)
    return value


def _optional(body: Mapping[object, object], field: str) -> str | None:
    value = body.get(field)
    if value is not None and not isinstance(value, str):
        raise BadTurn(field)
    return value or None
