"""Of the check for nearly the same phrasings, the part that one entry has a share in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from counselling.conversations import LANGUAGES, Language
from counselling.faq import limits
from counselling.faq.entry import Draft
from counselling.faq.likeness import Pieces, likeness, pieces
from counselling.faq.nearly import check_nearly_the_same
from counselling.faq.problems import Findings
from counselling.faq.source import Located

_KEPT = 20_000  # phrasings whose pieces are kept; our own set has 4,800


def check_nearly_like(one: Draft, drafts: Iterable[Draft], findings: Findings) -> None:
    """What ``check_nearly_the_same`` tells of ``one``, some ten times faster than of all."""
    others = (replace(each, phrasings=_near(one, each)) for each in drafts if each.spot != one.spot)
    # Told is the later one of two: so that it is this entry, it comes last.
    check_nearly_the_same([*others, one], findings)


def _near(one: Draft, other: Draft) -> dict[Language, tuple[Located, ...]]:
    return {language: tuple(_alike(one, other, language)) for language in LANGUAGES}


def _alike(one: Draft, other: Draft, language: Language) -> Iterator[Located]:
    own = [_pieces(phrasing.value) for phrasing in one.phrasings[language]]
    for phrasing in other.phrasings[language]:
        theirs = _pieces(phrasing.value)
        if any(_are_near(mine, theirs) for mine in own):
            yield phrasing


def _are_near(one: Pieces, other: Pieces) -> bool:
    # Two sets of very different sizes cannot be alike: most pairs need no closer look.
    small, large = sorted((len(one), len(other)))
    least = limits.NEARLY_THE_SAME
    return small >= least * large and likeness(one, other) >= least


@lru_cache(maxsize=_KEPT)
def _pieces(text: str) -> Pieces:
    return pieces(text)
