"""The safety assessment: a few questions, each of which may be left out.

It is no score and promises nothing: it names the points that call for a plan now, and the
counsellor decides. The questions on his violence follow, in words of our own, the six of WHO,
*Health care for women subjected to intimate partner violence or sexual violence: a clinical
handbook* (WHO/RHR/14.26, 2014), part 2 "First-line support", "Enhance safety": questions to assess
immediate risk, three or more of which stand for an especially high one (the same six are data
elements ANC.B10.DE217 to DE222 of WHO's guideline for antenatal care,
https://build.fhir.org/ig/WorldHealthOrganization/smart-anc/). Thoughts of suicide: WHO, mhGAP
Intervention Guide 2.0 (2016), module Self-harm/Suicide, which says that asking does not bring the
thought about. Danger now, the children, threats and safe contact are what the office must know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from counselling.tickets.ticket import Priority

Answer = Literal["yes", "no", "unsure"]
ANSWERS: tuple[Answer, ...] = ("yes", "no", "unsure")
WHO_SIX = ("worse", "weapon", "strangled", "pregnant", "jealous", "could_kill")
QUESTIONS = ("now", "children", "threats", *WHO_SIX, "suicide", "contact")
_AT_ONCE = frozenset({"now", "suicide", "could_kill", "strangled"})
LONGEST = 2000  # signs of the note
_HIGH = 3  # of WHO's six


@dataclass(frozen=True)
class Safety:
    """The answers by question, those left out absent; ``note`` is the counsellor's own."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    note: str = ""

    def body(self) -> dict[str, Any]:
        """As it is sealed."""
        return {"answers": dict(self.answers), "note": self.note}

    @property
    def points(self) -> tuple[str, ...]:
        """The questions whose answers call for a plan now, in their order."""
        return tuple(name for name in QUESTIONS if self.answers.get(name) == _alarming(name))

    @property
    def suggested(self) -> Priority | None:
        """How urgent the answers make it at least; None where they say nothing of it."""
        points = self.points
        if _AT_ONCE.intersection(points) or len(set(WHO_SIX).intersection(points)) >= _HIGH:
            return Priority.EMERGENCY
        return Priority.URGENT if points else None


def safety_of(body: dict[str, Any]) -> Safety:
    """The assessment that ``body()`` wrote."""
    return Safety(body["answers"], body["note"])


def _alarming(name: str) -> Answer:
    return "no" if name == "contact" else "yes"
