"""The case record: what she came with, what she needs, and what was agreed with her."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

# The service types of case management as Primero's lookup-service-type names them (safe house,
# health, psychosocial, legal assistance, livelihoods, child protection;
# https://github.com/primeroIMS/primero), and what women who come home ask for most: papers, money.
NEEDS = (
    "safety", "shelter", "health", "psychological", "legal", "papers", "child", "vocational",
    "money", "other",
)  # fmt: skip
LONGEST = 4000  # signs of the summary, and of the plan
MOST_STEPS = 30


@dataclass(frozen=True)
class Step:
    """One step of the plan, agreed with her."""

    text: str
    done: bool = False


@dataclass(frozen=True)
class Record:
    """``themes`` are "theme/topic" of faq/themes.yml, ``needs`` some of NEEDS."""

    summary: str = ""
    themes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    plan: tuple[Step, ...] = ()

    def body(self) -> dict[str, Any]:
        """As it is sealed."""
        return {
            "summary": self.summary,
            "themes": list(self.themes),
            "needs": list(self.needs),
            "plan": [[step.text, step.done] for step in self.plan],
        }


def record_of(body: dict[str, Any]) -> Record:
    """The record that ``body()`` wrote."""
    return Record(
        body["summary"],
        tuple(body["themes"]),
        tuple(body["needs"]),
        tuple(Step(text, done) for text, done in body["plan"]),
    )


def written(
    summary: str, themes: Collection[str], needs: Collection[str], plan: Collection[Step]
) -> Record:
    """A record as a counsellor wrote it: shortened to what is kept, unknown needs left out."""
    return Record(
        summary.strip()[:LONGEST],
        tuple(sorted(themes)),
        tuple(need for need in NEEDS if need in needs),
        tuple(Step(step.text.strip(), step.done) for step in plan if step.text.strip())[
            :MOST_STEPS
        ],
    )
