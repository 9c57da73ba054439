"""The lines between the two "---" at the top of an entry: dates, review, sources, references."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from counselling.faq import limits
from counselling.faq.fields import Fields
from counselling.faq.parts import LANGUAGE_HEADINGS
from counselling.faq.problems import Findings, Spot
from counselling.faq.source import Located, Source
from counselling.faq.tree import Tree, line_of
from counselling.faq.yaml_text import compose

REVIEW_STATES = ("draft", "reviewed")
REFERENCES = ("related", "hotlines", "partners")

_FENCE = "---"
_FIRST = LANGUAGE_HEADINGS["vi"]
_LANGUAGE = re.compile(rf"#{{1,2}}\s*(?:{'|'.join(LANGUAGE_HEADINGS.values())})", re.IGNORECASE)
_EXAMPLES = {
    "as_of": "as_of: 2026-11-22",
    "review": "review: draft",
    "review_due": "review_due: 2027-05-22",
    "sources": "sources: [Nghị định 123/2015/NĐ-CP]",
    "related": "related: [legal/id-card]",
    "hotlines": "hotlines: [legal-aid]",
    "partners": "partners: [legal-aid-centre]",
}


@dataclass(frozen=True)
class Header:
    """What an entry's top says; ``date.min`` and "" stand for what could not be read."""

    as_of: date = date.min
    review: str = ""
    review_due: date = date.min
    sources: tuple[str, ...] = ()
    references: Mapping[str, tuple[Located, ...]] = field(default_factory=dict)


def split(source: Source, spot: Spot, findings: Findings) -> tuple[list[str], list[str]]:
    """The lines of the top, with its fences left blank, and the lines after it.

    A missing fence is noted, and the top then ends where the first language begins.
    """
    lines = source.lines
    start = next((number for number, line in enumerate(lines) if _LANGUAGE.match(line)), len(lines))
    fences = [number for number in range(start) if lines[number].rstrip() == _FENCE]
    if 0 not in fences:
        what, mend = 'the first line is not "---"', 'Begin the file with a line "---".'
        findings.error(spot, 1, what, mend)
    closing = next((number for number in fences if number > 0), None)
    if closing is None:
        what = 'the second "---", which ends the top of the file, is missing'
        findings.error(spot, max(1, start), what, f'Put a line "---" above "# {_FIRST}".')
    end = start if closing is None else closing + 1
    top = ["" if line.rstrip() == _FENCE else line for line in lines[:end]]
    return top, lines[end:]


def read_header(lines: list[str], spot: Spot, findings: Findings, today: date) -> Header:
    """The header in ``lines``, the file's first ones; problems are noted."""
    before = findings.count
    node = compose("\n".join(lines), spot, findings)
    if node is None:
        if findings.count == before:
            what = "the top of the file is empty"
            findings.error(spot, 1, what, "Fill in as_of, review, review_due and sources.")
        return Header()
    tree = Tree(node, spot, findings, line_of(node))
    fields = Fields(tree, _EXAMPLES, frozenset(REFERENCES))
    header = Header(
        as_of=fields.date("as_of") or date.min,
        review=fields.choice("review", REVIEW_STATES),
        review_due=fields.date("review_due") or date.min,
        sources=tuple(found.value for found in fields.texts("sources")),
        references={name: fields.texts(name) for name in REFERENCES},
    )
    _compare_dates(header, fields, spot, findings, today)
    return header


def _compare_dates(
    header: Header, fields: Fields, spot: Spot, findings: Findings, today: date
) -> None:
    if date.min in (header.as_of, header.review_due):
        return
    due = spot.into("review_due")
    if header.review_due < header.as_of:
        what = f"{header.review_due} is before as_of ({header.as_of})"
        mend = "Set it to the day on which the answer must be looked at again."
        findings.error(due, fields.line("review_due"), what, mend)
    elif header.review_due < today:
        what = f"the review has been overdue since {header.review_due}"
        mend = "Check the answer against its sources, then set as_of and review_due anew."
        findings.warning(due, fields.line("review_due"), what, mend)
    elif header.review_due - today <= timedelta(days=limits.REVIEW_SOON):
        what = f"the review is due on {header.review_due}"
        mend = "Plan it: check the answer against its sources, then set both dates anew."
        findings.hint(due, fields.line("review_due"), what, mend)
    if header.as_of > today:
        what = f"{header.as_of} lies in the future"
        mend = "Set it to the day on which the answer was last checked."
        findings.warning(spot.into("as_of"), fields.line("as_of"), what, mend)
