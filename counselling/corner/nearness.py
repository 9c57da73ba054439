"""Of the check for nearly the same phrasings, the part that one entry has a share in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from counselling.conversations import LANGUAGES
from counselling.faq import limits
from counselling.faq.entry import Draft
from counselling.faq.likeness import Pieces, pieces
from counselling.faq.nearly import check_nearly_the_same
from counselling.faq.problems import Findings

_KEPT = 20_000  # phrasings whose pieces are kept; our own set has 4,800


def check_nearly_like(one: Draft, drafts: Iterable[Draft], findings: Findings) -> None:
    """What ``check_nearly_the_same`` tells of ``one``, some ten times faster than of all."""
    own = {
        language: _Phrasings([_pieces(phrasing.value) for phrasing in one.phrasings[language]])
        for language in LANGUAGES
    }
    others = []
    for draft in drafts:
        near = {
            language: tuple(
                phrasing
                for phrasing in draft.phrasings[language]
                if own[language].has_near(_pieces(phrasing.value))
            )
            for language in LANGUAGES
        }
        if draft.spot != one.spot and any(near.values()):
            others.append(replace(draft, phrasings=near))
    # Told is the later one of two: so that it is this entry, it comes last.
    check_nearly_the_same([*others, one], findings)


class _Phrasings:
    """Some phrasings, found by the pieces they have."""

    def __init__(self, texts: Sequence[Pieces]) -> None:
        self._sizes = [len(text) for text in texts]
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for piece in text:
                self._having[piece].append(place)

    def has_near(self, other: Pieces) -> bool:
        """Whether one of them is nearly the same (counselling/faq/likeness.py)."""
        having = self._having
        shared = Counter(place for piece in other if piece in having for place in having[piece])
        return any(
            both / (self._sizes[place] + len(other) - both) >= limits.NEARLY_THE_SAME
            for place, both in shared.items()
        )


@lru_cache(maxsize=_KEPT)
def _pieces(text: str) -> Pieces:
    return pieces(text)
