"""The entries as the corner lists them: found by words, theme and what is to be done."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from counselling.conversations import LANGUAGES
from counselling.corner.documents import Document
from counselling.corner.library import Library
from counselling.corner.manuscripts import Manuscript
from counselling.faq import limits
from counselling.faq.entry import Draft
from counselling.faq.loading import Reading
from counselling.faq.model import THEMES
from counselling.faq.problems import Severity
from counselling.faq.sheet.rows import cells_of
from language.normalise import fold

_KEPT = 1024  # texts kept without their diacritics: of all entries an editor saves one

Status = Literal["due", "problems", "drafts", "unreviewed", "untranslated"]
STATUSES: tuple[Status, ...] = ("due", "problems", "drafts", "unreviewed", "untranslated")


@dataclass(frozen=True)
class Row:
    """One entry. ``due``: the day of its next review, None where it is not known.

    ``errors`` and ``warnings`` are of its file, ``words`` all it says, without diacritics.
    """

    document: Document
    title: str
    due: date | None
    statuses: frozenset[Status]
    errors: int
    warnings: int
    manuscript: Manuscript | None
    words: str

    @property
    def theme(self) -> str:
        """The heading under which it stands."""
        return self.document.shelf


@dataclass(frozen=True)
class Wish:
    """What is looked for; all empty: everything."""

    words: str = ""
    theme: str = ""
    status: str = ""

    def takes(self, row: Row) -> bool:
        """Whether the entry is wanted: it has every word, anywhere and in any language."""
        if self.theme and row.theme != self.theme:
            return False
        if self.status and self.status not in row.statuses:
            return False
        return all(word in row.words for word in fold(self.words).split())


def rows(library: Library, manuscripts: Mapping[str, Manuscript]) -> list[Row]:
    """All entries by theme and title, those that are not published yet among them."""
    reading = library.reading()
    tell = {document.key: document for document in _documents(reading, manuscripts)}
    problems: defaultdict[str, Counter[Severity]] = defaultdict(Counter)
    for problem in reading.findings.in_order():
        problems[problem.entry][problem.severity] += 1
    soon = library.today() + timedelta(days=limits.REVIEW_SOON)
    found = [
        _row(one, reading.drafts.get(key), manuscripts.get(key), problems[key], soon)
        for key, one in tell.items()
    ]
    return sorted(found, key=lambda row: (THEMES.index(row.theme), fold(row.title)))


def by_theme(found: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows under their headings; themes without one are left out."""
    grouped = {theme: [row for row in found if row.theme == theme] for theme in THEMES}
    return {theme: some for theme, some in grouped.items() if some}


def by_due_date(found: Sequence[Row]) -> list[Row]:
    """The published entries, what is due first."""
    dated = [row for row in found if row.due is not None]
    return sorted(dated, key=lambda row: (row.due or date.max, row.document.key))


def _documents(reading: Reading, manuscripts: Mapping[str, Manuscript]) -> list[Document]:
    keys = {entry for entry in reading.drafts if entry.split("/")[0] in THEMES}
    keys |= {key for key, one in manuscripts.items() if one.document.is_entry}
    return [Document(*key.split("/", 1)) for key in sorted(keys)]


def _row(
    document: Document,
    draft: Draft | None,
    manuscript: Manuscript | None,
    problems: Mapping[Severity, int],
    soon: date,
) -> Row:
    cells = dict(cells_of(draft)) if draft else {}
    written = cells | dict(manuscript.cells or {}) if manuscript else cells
    due = draft.header.review_due if draft and draft.header.review_due > date.min else None
    errors, warnings = problems.get(Severity.ERROR, 0), problems.get(Severity.WARNING, 0)
    checks: dict[Status, bool] = {
        "due": due is not None and due <= soon,
        "problems": bool(errors or warnings),
        "drafts": manuscript is not None,
        "unreviewed": written.get("review") != "reviewed",
        "untranslated": any(not written.get(f"{one}.answer") for one in LANGUAGES),
    }
    holding = frozenset(name for name, holds in checks.items() if holds)
    words = _folded(" ".join((document.key, document.name.replace("-", " "), *written.values())))
    return Row(
        document, _title(written, document), due, holding, errors, warnings, manuscript, words
    )


def _title(cells: Mapping[str, str], document: Document) -> str:
    """Its title, else the first question of it, in the first language that has one."""
    titles = [cells.get(f"{one}.title", "") for one in LANGUAGES]
    asked = [cells.get(f"{one}.questions", "").split("\n")[0] for one in LANGUAGES]
    return next((text for text in (*titles, *asked) if text), document.name)


@lru_cache(maxsize=_KEPT)
def _folded(text: str) -> str:
    return fold(text)
