"""Phrasings that are nearly the same: looked for by the check only, as it takes a second."""

from collections.abc import Iterable

from counselling.conversations import LANGUAGES, Language
from counselling.faq import limits
from counselling.faq.crosscheck import plain
from counselling.faq.entry import Draft
from counselling.faq.likeness import alike, pieces
from counselling.faq.parts import LANGUAGE_HEADINGS, PART_HEADINGS
from counselling.faq.problems import Findings, Spot
from counselling.faq.source import Located

_SAME = 1.0


def check_nearly_the_same(drafts: Iterable[Draft], findings: Findings) -> None:
    """Warn of phrasings that are nearly those of another entry, and hint at what adds nothing.

    Held together are the words without marks and case, short forms written out, in any order.
    Phrasings that differ in nothing but case and punctuation are told when the folder is read.
    """
    drafts = tuple(drafts)
    for language in LANGUAGES:
        _check_language(drafts, language, findings)


def _check_language(drafts: tuple[Draft, ...], language: Language, findings: Findings) -> None:
    way = (LANGUAGE_HEADINGS[language], PART_HEADINGS[language]["questions"])
    asked = [
        (draft.spot.into(*way), phrasing)
        for draft in drafts
        for phrasing in draft.phrasings[language]
    ]
    texts = [pieces(phrasing.value) for _, phrasing in asked]
    for pair in alike(texts, limits.NEARLY_THE_SAME):
        (first, one), (second, other) = asked[pair.first], asked[pair.second]
        if plain(one.value) == plain(other.value):
            continue
        if first.entry != second.entry:
            _warn(second, other, first, one, findings)
        elif pair.likeness == _SAME:
            what = f'"{other.value}" has the same words as line {one.line}'
            mend = "Take one out: marks, short forms and other orders are known already."
            findings.hint(second, other.line, what, mend)


def _warn(spot: Spot, phrasing: Located, first: Spot, other: Located, findings: Findings) -> None:
    what = (
        f'"{phrasing.value}" is nearly "{other.value}" at {first.file}:{other.line} ({first.entry})'
    )
    mend = "Say in one of them what sets it apart, or leave it to the entry that answers it."
    findings.warning(spot, phrasing.line, what, mend)
