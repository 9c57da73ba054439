"""The questions most often left without a good answer: masked, and none that few asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counselling.conversations import Language
from counselling.faq import FaqSet
from counselling.gaps import Masker, group
from counselling.gaps.shown import masked, texts_of
from counselling.statistics.period import Period
from counselling.statistics.suppression import FEWEST
from counselling.store.cells import day_of
from counselling.store.unanswered import Unanswered

_MOST = 20


@dataclass(frozen=True)
class AskedInVain:
    """Questions that are alike: how many, and the most typical one, masked.

    ``theme`` is that of the entries that came closest, or empty.
    """

    text: str
    language: Language
    theme: str
    number: int


def most_asked(missed: Iterable[Unanswered], period: Period, faq: FaqSet) -> Sequence[AskedInVain]:
    """The most frequent of these days; what was asked fewer than FEWEST times is left out."""
    gaps = group(one for one in missed if period.first <= day_of(one.at) <= period.last)
    kept = [gap for gap in gaps if gap.size >= FEWEST][:_MOST]
    masker = Masker(texts_of(faq)) if kept else Masker(())
    return [AskedInVain(masked(gap, masker)[0], gap.language, gap.theme, gap.size) for gap in kept]
