"""Which entry is taken for which."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.commands.evaluate.asked import Asked
from app.commands.evaluate.questions import Kind

NOTHING = "nothing"


@dataclass(frozen=True)
class Confusion:
    """``meant`` was taken for ``taken``, so often in each style; "nothing": no entry."""

    meant: str
    taken: str
    styles: Mapping[str, int]

    @property
    def count(self) -> int:
        """How often in all."""
        return sum(self.styles.values())

    def __str__(self) -> str:
        styles = ", ".join(f"{style} {count}" for style, count in sorted(self.styles.items()))
        return f"{self.count} × {self.meant} → {self.taken} ({styles})"


def confusions(messages: Iterable[Asked]) -> list[Confusion]:
    """The wrong first choices, and the answers to what no entry covers, most frequent first."""
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in messages:
        if one.question.kind is Kind.COVERED and not one.right:
            found[one.question.accepted[0], one.first or NOTHING][one.question.style] += 1
        elif one.question.kind is Kind.UNCOVERED and one.answered:
            found[NOTHING, one.answered][one.question.style] += 1
    all_of_them = [Confusion(*pair, dict(styles)) for pair, styles in found.items()]
    return sorted(all_of_them, key=lambda each: (-each.count, each.meant, each.taken))
