"""What an action knows of the turn it answers: read from the tracker Rasa sends along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from counselling.assistant import AWAITING_CONSENT, Candidate
from counselling.conversations import LANGUAGES, Handler, Language

FAQ_CHOICE = "faq:"


class Tracker(Protocol):
    """The part of rasa_sdk.Tracker that actions read."""

    latest_message: dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One turn: its intent, her language, what was open before, and the entries it may mean.

    ``likeness`` (0 to 1) is how near her words are to an example of the intent, 1 word for word;
    ``candidates`` are the matcher's entries, best first; ``chosen`` is the entry she tapped.
    """

    intent: str
    likeness: float
    language: Language
    awaiting: str | None
    handler: str
    last_faq: str | None
    chosen: str | None
    candidates: tuple[Candidate, ...]

    @property
    def consent_is_open(self) -> bool:
        """Whether she has been asked for consent and has not answered yet."""
        return self.awaiting == AWAITING_CONSENT

    @property
    def counsellor_is_told(self) -> bool:
        """Whether a ticket is open and a counsellor will read along."""
        return self.handler == Handler.WAITING


def read(tracker: Tracker) -> Asked:
    """The turn in a tracker. Whatever is missing counts as not known."""
    message = tracker.latest_message
    turn: Mapping[str, Any] = message.get("metadata") or {}
    choice = turn.get("choice") or ""
    return Asked(
        intent=str((message.get("intent") or {}).get("name") or ""),
        likeness=float(message.get("likeness") or 0.0),
        language=next((known for known in LANGUAGES if known == turn.get("language")), "vi"),
        awaiting=turn.get("awaiting"),
        handler=str(turn.get("handler") or Handler.ASSISTANT),
        last_faq=turn.get("last_faq"),
        chosen=choice.removeprefix(FAQ_CHOICE) if choice.startswith(FAQ_CHOICE) else None,
        candidates=tuple(
            Candidate(str(found["faq"]), float(found["score"]))
            for found in message.get("faq_candidates") or ()
        ),
    )
