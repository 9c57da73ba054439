"""Messages as the assistant may have answered them, for the tests of the figures."""

from typing import Any

from app.commands.evaluate.asked import Asked, asked
from app.commands.evaluate.questions import Kind, Question

CUSTODY, SLEEP, LOAN, WAGES = "legal/custody", "psychological/sleep", "vocational/loan", "legal/pay"


def one(accepted: str, decision: str, *candidates: str, **other: Any) -> Asked:
    """A message that asks for ``accepted`` ("": nothing covers it).

    ``answer`` answers the first candidate. Other fields: ``style``, ``language``, ``told``
    (the language it was taken for), ``answered``.
    """
    language = other.get("language", "vi")
    kind = Kind(accepted) if accepted in set(Kind) else Kind.COVERED if accepted else Kind.UNCOVERED
    entries = (accepted,) if kind is Kind.COVERED else ()
    answered = candidates[0] if decision == "answer" else None
    told = {
        "language": other.get("told", language),
        "decision": decision,
        "faq": other.get("answered", answered),
        "candidates": [{"faq": entry, "score": 0.5} for entry in candidates],
    }
    return asked(Question("...", kind, entries, language, other.get("style", "plain")), told)
