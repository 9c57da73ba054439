"""An entry's file as the fields of a form, and the fields back in the file."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from counselling.corner.documents import Document
from counselling.faq.problems import Problem
from counselling.faq.sheet.columns import CONTENT, Column
from counselling.faq.sheet.rewriting import new_entry, read_draft, rewritten
from counselling.faq.sheet.rows import cells_of, settled
from counselling.faq.sheet.top import NotWritten

Cells = Mapping[str, str]
"""The fields of an entry by the key of their column (counselling/faq/sheet/columns.py)."""


def cells_in(data: bytes, document: Document) -> dict[str, str] | None:
    """The fields of a file; None where it has no place for each of them, or is no text."""
    draft = read_draft(data, document.file, document.key, _today())
    if draft is None:
        return None
    cells = cells_of(draft)
    try:
        again = rewritten(data, {column: cells[column.key] for column in CONTENT})
    except (NotWritten, UnicodeDecodeError):
        return None
    return cells if _read(again, document) == cells else None


def applied(base: bytes | None, cells: Cells, document: Document) -> bytes:
    """The file with these fields; what was not changed stays byte for byte as it was.

    Raises NotWritten when ``base`` has no place for one of them.
    """
    wanted = {column: settled(column, cells.get(column.key, "")) for column in CONTENT}
    if base is None:
        return new_entry({column.key: cell for column, cell in wanted.items()})
    now = _read(base, document)
    changes = {
        column: cell
        for column, cell in wanted.items()
        if column.key in cells and cell != settled(column, now.get(column.key, ""))
    }
    return rewritten(base, changes) if changes else base


def changed(one: Cells, other: Cells) -> set[str]:
    """The keys of the fields in which two versions of an entry differ."""
    return {
        column.key
        for column in CONTENT
        if settled(column, one.get(column.key, "")) != settled(column, other.get(column.key, ""))
    }


def misread(data: bytes, cells: Cells, document: Document) -> Iterator[Problem]:
    """A problem for each field that the file, once written, would be read differently from."""
    found = _read(data, document)
    for column in CONTENT:
        cell = settled(column, cells.get(column.key, ""))
        if column.key in cells and cell != settled(column, found.get(column.key, "")):
            what = "this text would be read differently from how it is written here"
            mend = 'Take signs such as "#", "---" or odd indents away from the beginnings of lines.'
            yield Problem(document.file, 1, document.key, what, mend, way(column))


def way(column: Column) -> tuple[str, ...]:
    """The way to a field inside its entry, as problems tell it."""
    return tuple(column.heading.split(": "))


def _read(data: bytes, document: Document) -> dict[str, str]:
    draft = read_draft(data, document.file, document.key, _today())
    return cells_of(draft) if draft else {}


def _today() -> date:
    return datetime.now(UTC).date()
