"""From entries to rows of the sheet: what stands in each cell, and how cells are held together."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from counselling.faq.entry import Draft
from counselling.faq.sheet.columns import CONTENT, ID, MARK, Column

_MARK_SIGN = "m:"  # else a spreadsheet might take the mark for a number
_PER_CELL = 6  # hexadecimal digits: one unnoticed change in 16 million
_BULLET = re.compile(r"^[-*•]\s+")


def export_rows(drafts: Iterable[Draft]) -> list[dict[str, str]]:
    """One row an entry, in the folder's order: the cells by column key."""
    rows = []
    for draft in drafts:
        cells = cells_of(draft)
        rows.append({ID.key: draft.spot.entry, **cells, MARK.key: mark_of(cells)})
    return rows


def cells_of(draft: Draft) -> dict[str, str]:
    """What an entry's file says, by column key; empty where it could not be read."""
    return {column.key: _cell(draft, column) for column in CONTENT}


def _cell(draft: Draft, column: Column) -> str:
    if column.language and column.part:
        if column.part == "questions":
            return "\n".join(item.value for item in draft.phrasings[column.language])
        return str(getattr(draft.texts[column.language], column.part))
    header = draft.header
    if column.key in ("as_of", "review_due"):
        day: date = getattr(header, column.key)
        return "" if day == date.min else day.isoformat()
    if column.key == "review":
        return header.review
    if column.key == "sources":
        return "\n".join(header.sources)
    return "\n".join(item.value for item in header.references.get(column.key, ()))


def settled(column: Column, cell: str) -> str:
    """A cell in the one form in which cells are compared and written.

    NFC, line feeds, no blanks around it; a list without empty lines and without the hyphens
    that people type by habit.
    """
    text = unicodedata.normalize("NFC", cell.replace("_x000D_", ""))
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if column.kind != "list":
        return text
    items = (" ".join(_BULLET.sub("", line.strip()).split()) for line in text.split("\n"))
    return "\n".join(item for item in items if item)


def mark_of(cells: Mapping[str, str]) -> str:
    """What a later import knows by which of a row's cells were changed since."""
    return _MARK_SIGN + "".join(_print(column, cells[column.key]) for column in CONTENT)


def marked(mark: str) -> dict[str, str] | None:
    """The prints in a mark by column key; None where there is no mark of ours."""
    prints = mark.strip().removeprefix(_MARK_SIGN)
    if prints == mark.strip() or len(prints) != _PER_CELL * len(CONTENT):
        return None
    return {
        column.key: prints[place * _PER_CELL : (place + 1) * _PER_CELL]
        for place, column in enumerate(CONTENT)
    }


def is_as_marked(column: Column, cell: str, prints: Mapping[str, str]) -> bool:
    """Whether a cell is still what it was when the sheet was written."""
    return prints[column.key] == _print(column, cell)


def _print(column: Column, cell: str) -> str:
    whole = f"{column.key}\0{settled(column, cell)}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:_PER_CELL]
