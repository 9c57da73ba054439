"""What of a gap may be shown to an editor: the same on the command line and at the desk."""

from collections.abc import Iterator

from counselling.faq import FaqSet
from counselling.gaps.grouping import Gap
from counselling.gaps.masking import Masker

MOST_SHOWN = 4  # questions of one gap


def masked(gap: Gap, masker: Masker) -> list[str]:
    """Its questions without what could tell who asked, each once."""
    return list(dict.fromkeys(masker.mask(text) for text in gap.texts))


def texts_of(faq: FaqSet) -> Iterator[str]:
    """All texts of the set: their words are nobody's name."""
    for entry in faq.entries.values():
        for text in entry.texts.values():
            yield from (text.title, *text.phrasings, text.answer, text.next_step)
