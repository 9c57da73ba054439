"""What is printed of an outcome: accuracy, telling the uncovered apart, time and memory."""

from collections.abc import Iterable, Iterator, Sequence

from app.commands.evaluate.questions import Kind, Question
from benchmarks.figures import percentile
from benchmarks.understanding.contenders import Answer, Outcome
from counselling.faq import FaqSet

_FIRST = 3
_COLUMNS = ("vi", "en", "ko", "plain", "bare", "teencode", "story")

Pair = tuple[Question, Answer]


def head() -> str:
    """The names of the columns, above all rows."""
    names = ("top-1", "top-3", *_COLUMNS, "AUROC", "train s", "cpu s", "p50 ms", "p95 ms", "MB")
    return f"{'':34}" + "".join(f"{name:>9}" for name in names)


def row(name: str, questions: Sequence[Question], outcome: Outcome) -> str:
    """One contender. The columns of languages and styles are top-1."""
    pairs = list(zip(questions, outcome.answers, strict=True))
    covered = [pair for pair in pairs if pair[0].kind is Kind.COVERED]
    groups = [
        [pair for pair in covered if column in {pair[0].language, pair[0].style}]
        for column in _COLUMNS
    ]
    seconds = [answer.seconds for answer in outcome.answers]
    cells = [
        f"{_right(covered, 1):9.1f}{_right(covered, _FIRST):9.1f}",
        *(f"{_right(group, 1):9.1f}" for group in groups),
        f"{100 * auroc(*_sureness(pairs)):9.1f}{outcome.training:9.1f}{outcome.cpu:9.1f}",
        f"{percentile(seconds, 0.5):9.1f}{percentile(seconds, 0.95):9.1f}{outcome.memory:9.0f}",
    ]
    return f"{name:34}" + "".join(cells)


def grown_head() -> str:
    """The names of the columns of ``grown_row``."""
    names = ("entries", "texts", "train s", "cpu s", "p50 ms", "p95 ms", "MB")
    return "".join(f"{name:>9}" for name in names)


def grown_row(faq: FaqSet, outcome: Outcome) -> str:
    """What a set of this size costs."""
    texts = sum(
        1 + len(text.phrasings) for entry in faq.entries.values() for text in entry.texts.values()
    )
    seconds = [answer.seconds for answer in outcome.answers]
    return (
        f"{len(faq.entries):9}{texts:9}{outcome.training:9.1f}{outcome.cpu:9.1f}"
        f"{percentile(seconds, 0.5):9.1f}{percentile(seconds, 0.95):9.1f}{outcome.memory:9.0f}"
    )


def auroc(covered: Iterable[float], uncovered: Iterable[float]) -> float:
    """How often a covered question gets more sureness than one that is not; ties count half."""
    levels = sorted([(sure, True) for sure in covered] + [(sure, False) for sure in uncovered])
    below = above = total = 0.0
    for size, mine in _ties(levels):
        others = size - mine
        total += mine * (below + others / 2)
        below += others
        above += mine
    return total / (below * above)


def _ties(levels: Sequence[tuple[float, bool]]) -> Iterator[tuple[int, int]]:
    """For each value, from low to high: how many have it, and how many of them are covered."""
    start = 0
    for at in range(1, len(levels) + 1):
        if at == len(levels) or levels[at][0] != levels[start][0]:
            yield at - start, sum(covered for _, covered in levels[start:at])
            start = at


def _right(pairs: Sequence[Pair], among: int) -> float:
    hits = [not set(a.entries[:among]).isdisjoint(q.accepted) for q, a in pairs]
    return 100 * sum(hits) / len(hits)


def _sureness(pairs: Sequence[Pair]) -> tuple[list[float], list[float]]:
    covered = [answer.sure for question, answer in pairs if question.kind is Kind.COVERED]
    return covered, [answer.sure for question, answer in pairs if question.kind is Kind.UNCOVERED]
