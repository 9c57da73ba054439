"""The sheet as CSV: UTF-8 with a byte order mark, as Excel wants it."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from counselling.faq.sheet.table import SheetProblems
from counselling.formulas import APOSTROPHE, guarded

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def write(file: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write rows of texts."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([_guarded(cell) for cell in row] for row in rows)


def read(file: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers as a spreadsheet shows them; raises SheetProblems.

    Comma, semicolon and tab are told apart by the first row: a spreadsheet saves with the one
    that its country uses.
    """
    text = _decoded(file.read_bytes())
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for number, row in enumerate(reader, start=1):
            yield number, [_bare(cell) for cell in row]
    except csv.Error:
        mend = "Open it in the spreadsheet and save it again as CSV UTF-8."
        raise SheetProblems(
            [f"row {number}: from here on the file cannot be read as CSV. {mend}"]
        ) from None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError:
        what = "the letters are not saved as UTF-8, so Vietnamese and Korean are lost"
        mend = 'Save it again: "CSV UTF-8 (Comma delimited)", or as XLSX.'
        raise SheetProblems([f"{what}. {mend}"]) from None


def _guarded(cell: str) -> str:
    """As text. One with an apostrophe of its own gets a second, as the first is taken away."""
    return APOSTROPHE + cell if cell.startswith(APOSTROPHE) else guarded(cell)


def _bare(cell: str) -> str:
    """The cell as it was before it was guarded."""
    rest = cell.removeprefix(APOSTROPHE)
    was_guarded = rest != cell and _guarded(rest) == cell
    return rest if was_guarded else cell
