"""What to do with a message's ranking: answer, ask back, or be honest. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FAQ = "faq/"
CANDIDATES = 5
FALLBACK = "nlu_fallback"
PERSON = "ask_for_person"


@dataclass(frozen=True)
class Thresholds:
    """Chances of being right (0 to 1) from which on the assistant dares; see bot/config.yml.

    ``answer``: to answer with an entry. ``intent``: to take a message as an intent. ``person``: to
    take it as asking for a person, which only makes the assistant ask her. ``clarify``:
    to ask back with the three nearest entries. ``words``: to go by the words alone, without
    looking at the meaning, which takes longer.
    """

    answer: float
    intent: float
    person: float
    clarify: float
    words: float


@dataclass(frozen=True)
class Candidate:
    """An entry ("theme/slug") and its share of the probability, 0 to 1."""

    faq: str
    score: float


@dataclass(frozen=True)
class Decided:
    """The intent the dialogue sees, how sure it is, and the entries it may mean, best first."""

    intent: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()


def decide(
    labels: Sequence[str],
    shares: Sequence[float],
    first: float,
    among_three: float,
    thresholds: Thresholds,
) -> Decided:
    """The decision on one message.

    ``labels`` with ``shares`` are the ranking, best first; ``first`` is the chance that the best
    label is right, ``among_three`` that the right entry is one of the best three entries.
    """
    candidates = tuple(
        Candidate(entry_of(label), share)
        for label, share in zip(labels, shares, strict=True)
        if label.startswith(FAQ)
    )[:CANDIDATES]
    best = labels[0]
    if best.startswith(FAQ):
        if first >= thresholds.answer:
            return Decided("faq", first, candidates)
    elif first >= (thresholds.person if best == PERSON else thresholds.intent):
        return Decided(best, first, candidates)
    if among_three >= thresholds.clarify and candidates:
        return Decided("faq_close", among_three, candidates)
    return Decided(FALLBACK, 1 - max(first, among_three), candidates)


def entry_of(label: str) -> str:
    """The entry's id in a training label: "faq/legal.id-card" gives "legal/id-card"."""
    return label[len(FAQ) :].replace(".", "/", 1)
