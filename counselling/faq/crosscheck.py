"""What only shows when all files are held together: references, doubled phrasings, numbers."""

import re
from collections.abc import Collection, Iterable, Mapping

from counselling.conversations import Language
from counselling.faq.entry import Draft
from counselling.faq.parts import LANGUAGE_HEADINGS, PART_HEADINGS
from counselling.faq.phones import unknown_numbers
from counselling.faq.problems import Findings, Spot, suggestion
from counselling.faq.source import Located, Passage

_KINDS = {"related": "entry", "hotlines": "hotline", "partners": "partner agency"}
_NO_WORD = re.compile(r"[\W_]+")


def check_references(
    references: Iterable[Located], known: Collection[str], kind: str, spot: Spot, findings: Findings
) -> None:
    """Note every reference to something that is not there, and those that come twice."""
    seen = set()
    for reference in references:
        name = reference.value
        if name not in known:
            what = f'there is no {kind} "{name}"'
            findings.error(spot, reference.line, what, suggestion(name, tuple(known)))
        elif kind == "entry" and name == spot.entry:
            what, mend = "the entry names itself", "Take this one out."
            findings.error(spot, reference.line, what, mend)
        elif name in seen:
            findings.error(spot, reference.line, f'"{name}" stands here twice', "Take one out.")
        seen.add(name)


def check_phrasings(drafts: Iterable[Draft], findings: Findings) -> None:
    """Note phrasings that differ from an earlier one in nothing but case and punctuation.

    The assistant could not tell the two entries apart; inside one entry it would learn nothing.
    """
    first: dict[tuple[Language, str], tuple[Spot, int]] = {}
    for draft in drafts:
        for language, phrasings in draft.phrasings.items():
            spot = draft.spot.into(
                LANGUAGE_HEADINGS[language], PART_HEADINGS[language]["questions"]
            )
            for phrasing in phrasings:
                place = first.setdefault((language, plain(phrasing.value)), (spot, phrasing.line))
                if place != (spot, phrasing.line):
                    _note_double(phrasing, spot, place, findings)


def plain(phrasing: str) -> str:
    """A phrasing without case and punctuation."""
    return _NO_WORD.sub(" ", phrasing.casefold()).strip() or phrasing


def _note_double(
    phrasing: Located, spot: Spot, first: tuple[Spot, int], findings: Findings
) -> None:
    other, line = first
    if other.entry == spot.entry:
        what = f'"{phrasing.value}" stands here twice (first in line {line})'
        findings.error(spot, phrasing.line, what, "Take one out or word it differently.")
        return
    what = f'"{phrasing.value}" also stands at {other.file}:{line} ({other.entry})'
    mend = "Keep it in the one entry that answers it, and word the other differently."
    findings.error(spot, phrasing.line, what, mend)


def check_numbers(passages: Iterable[Passage], known: frozenset[str], findings: Findings) -> None:
    """Note what looks like a telephone number and belongs to no hotline, office or partner."""
    for passage in passages:
        for number in unknown_numbers(passage.text, known):
            what = f'the number "{number.value}" belongs to no hotline, office or partner'
            mend = "Correct it, take it out, or add its line to hotlines.yml with a source."
            findings.error(passage.spot, number.line, what, mend)


def check_entry_references(
    drafts: Iterable[Draft], known: Mapping[str, Collection[str]], findings: Findings
) -> None:
    """Note every unknown id an entry refers to. ``known``: related, hotlines, partners -> ids."""
    for draft in drafts:
        for name, ids in known.items():
            references = draft.header.references.get(name, ())
            check_references(references, ids, _KINDS[name], draft.spot.into(name), findings)
