"""Which of the phrases found in a text count: longer ones win, idioms silence what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from counselling.safety.matcher import Found, Match
from counselling.safety.phrases import Level

Weighed = list[tuple[Match, Level]]


def weigh_traps(found: Found) -> Weighed:
    """The danger phrases that stand, each red or amber, in the order of the text.

    A phrase inside a longer one without a gap gives way to it. A quiet phrase silences a
    danger phrase that has a whole part inside it ("muốn chết" in "mệt muốn chết") or whose
    end it reads on as another word ("bị đánh" before "giá"); otherwise touching it lowers red
    to amber, and so does any touch of a quiet phrase that is itself in doubt. Phrases beyond
    the places weighed count as they are: more alarm, never less.
    """
    standing = _without_shorter(found.places)
    quiet = _by_word([match for match in standing if match.phrase.level is Level.QUIET])
    weighed: Weighed = []
    for match in standing:
        if match.phrase.level is not Level.QUIET:
            level = _level(match, quiet)
            if level is not None:
                weighed.append((match, level))
    return weighed + [
        (match, Level.AMBER if match.doubtful else match.phrase.level)
        for match in found.beyond
        if match.phrase.level is not Level.QUIET
    ]


def _without_shorter(matches: Sequence[Match]) -> list[Match]:
    """The matches that lie in no longer one. Those in doubt or with gaps displace nothing."""
    standing: list[Match] = []
    reach = pending = 0  # how far sure matches reach; the same with those of the span at hand
    span = (-1, -1)
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if (match.start, match.end) != span:
            reach, span = pending, (match.start, match.end)
        if match.end <= reach:
            continue
        standing.append(match)
        if len(match.spans) == 1 and not match.doubtful:
            pending = max(pending, match.end)
    return standing


def _by_word(quiet: Sequence[Match]) -> dict[int, list[Match]]:
    by_word: dict[int, list[Match]] = {}
    for match in quiet:
        for word in range(match.start, match.end):
            by_word.setdefault(word, []).append(match)
    return by_word


def _level(match: Match, quiet: dict[int, list[Match]]) -> Level | None:
    lowered = match.doubtful
    if quiet:
        for first, last in match.spans:
            for word in range(first, last):
                for trap in quiet.get(word, ()):
                    if not trap.doubtful and _silences(trap, match, (first, last)):
                        return None
                    lowered = True
    return Level.AMBER if lowered else match.phrase.level


def _silences(trap: Match, match: Match, part: tuple[int, int]) -> bool:
    first, last = part
    holds = trap.start <= first and last <= trap.end
    reads_on = match.start < trap.start < match.end < trap.end
    return holds or reads_on
