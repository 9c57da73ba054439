"""The tables of the office's report, from what was counted."""

from collections import Counter
from collections.abc import Iterator, Mapping

from counselling.statistics.table import Table, table_of
from counselling.store.counts import Cell

_NOT_KNOWN = "?"
_CRISIS = "crisis"  # stands in the table of danger: twice, it would give hidden cells away


def tables(counts: Mapping[Cell, int]) -> list[Table]:
    """One table for each kind of thing. No two count the same things.

    So nothing hidden in one can be worked out from another.
    """
    return [
        table_of(title, _sums(counts, kind))
        for kind, title in (
            ("conversation", "Conversations begun, by channel"),
            ("question", "Messages to the assistant, by what it did and the theme"),
            ("feedback", "What they said of answers, by theme"),
            ("danger", "Messages in which danger was seen"),
            ("case", "Tickets opened, by danger and what became of them"),
        )
    ]


def _sums(counts: Mapping[Cell, int], kind: str) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for cell, number in counts.items():
        if cell.kind == kind and cell.result != _CRISIS:
            sums[" ".join(_row(cell)), cell.language or _NOT_KNOWN] += number
    return sums


def _row(cell: Cell) -> Iterator[str]:
    match cell.kind:
        case "conversation":
            yield cell.channel
        case "question" | "feedback":
            yield cell.result
            yield from filter(None, [cell.subject.partition("/")[0]])
        case _:
            yield cell.subject or "no danger"
            yield cell.result
