"""What an action knows of the turn it answers: read from the tracker Rasa sends along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from counselling import offers
from counselling.assistant import AWAITING_CONSENT, Candidate
from counselling.conversations import LANGUAGES, Handler, Language


class Tracker(Protocol):
    """The part of rasa_sdk.Tracker that actions read."""

    latest_message: dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One turn: its intent, her language, what was open before, and the entries it may mean.

    ``likeness`` (0 to 1) is how near her words are to an example of the intent, 1 word for word;
    ``candidates`` are the matcher's entries, best first; ``last_faq`` is the entry that was given
    last; ``choice`` is what she tapped.
    """

    intent: str
    likeness: float
    language: Language
    awaiting: str | None
    handler: str
    last_faq: str | None
    choice: str | None
    candidates: tuple[Candidate, ...]

    @property
    def chosen(self) -> str | None:
        """The entry she tapped, "theme/slug"."""
        return self.tapped(offers.FAQ)

    def tapped(self, kind: str) -> str | None:
        """What she tapped of a kind of choice, such as ``faq:``."""
        if self.choice is None or not self.choice.startswith(kind):
            return None
        return self.choice.removeprefix(kind)

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
    return Asked(
        intent=str((message.get("intent") or {}).get("name") or ""),
        likeness=float(message.get("likeness") or 0.0),
        language=next((known for known in LANGUAGES if known == turn.get("language")), "vi"),
        awaiting=turn.get("awaiting"),
        handler=str(turn.get("handler") or Handler.ASSISTANT),
        last_faq=turn.get("last_faq"),
        choice=turn.get("choice"),
        candidates=tuple(
            Candidate(str(found["faq"]), float(found["score"]))
            for found in message.get("faq_candidates") or ()
        ),
    )
