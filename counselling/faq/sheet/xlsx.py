"""The sheet as XLSX: every cell a text, a guide beside it, and no formula ever evaluated."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import DEFUSEDXML, Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from counselling.faq.sheet.columns import COLUMNS
from counselling.faq.sheet.headings import has_headings
from counselling.faq.sheet.table import SheetProblems

_SHEET, _GUIDE = "Câu hỏi - Questions", "Hướng dẫn - Guide"
_TEXT = "@"
_WIDTHS = {"id": 26, "date": 12, "word": 12, "list": 40, "text": 60, "mark": 12}
_LONGEST_CELL = 32_767  # Excel's own limit; openpyxl would cut the rest off without a word
_MOST_BYTES = 100_000_000  # unpacked: 5,000 entries need a third of it
_MOST_ROWS = 20_000
_MOST_CELLS = 2_000_000  # one far to the right fills its row with 16,384 of them in memory
_MOST_FILES = 1_000  # inside the archive: a sheet has some fifteen
_TOO_LARGE = "the file is too large. Export anew and copy your changes there."
_STEPS = (
    ("Mỗi hàng là một câu hỏi. Sửa ô nào thì chỉ phần đó của tệp đổi.",
     "Each row is one entry. Only the part whose cell you change is changed in its file."),
    ("Câu hỏi mới: thêm một hàng ở cuối, để trống cột mark.",
     "A new entry: add a row at the end and leave the column mark empty."),
    ("Xóa một hàng không xóa câu hỏi.", "Deleting a row deletes no entry."),
    ("Xem trước: ./osso faq import TỆP --dry-run. Hoàn lại: ./osso faq import --undo.",
     "To look first: ./osso faq import FILE --dry-run. To take it back: ./osso faq import --undo."),
)  # fmt: skip


def write(file: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write rows of texts, the headings first; raises SheetProblems if a cell is too long."""
    book = Workbook()
    sheet = book.active
    sheet.title = _SHEET
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            if len(text) > _LONGEST_CELL:
                what = f"row {number}: a cell has more than {_LONGEST_CELL:,} letters"
                raise SheetProblems([f"{what}. Export as CSV instead."])
            _fill(sheet.cell(number, place), text, bold=number == 1)
    for place, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[column.kind]
    sheet.freeze_panes = "B2"
    _write_guide(book.create_sheet(_GUIDE))
    book.save(file)


def _write_guide(sheet: Any) -> None:
    lines = [*_STEPS, ("", ""), *((one.meaning_vi, one.meaning_en) for one in COLUMNS)]
    names = [""] * (len(_STEPS) + 1) + [column.heading for column in COLUMNS]
    for number, (name, line) in enumerate(zip(names, lines, strict=True), start=1):
        for place, text in enumerate((name, *line), start=1):
            _fill(sheet.cell(number, place), text, bold=place == 1)
    for letter, width in zip("ABC", (28, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _fill(cell: Any, text: str, *, bold: bool) -> None:
    cell.value = text or None
    if text:
        cell.data_type = "s"  # also where it begins with "="
    cell.number_format = _TEXT
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=bold)


def read(file: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of the sheet that has our headings, with their numbers; raises SheetProblems."""
    _refuse_bombs(file)
    try:
        with file.open("rb") as data:
            book = load_workbook(data, read_only=True, data_only=False)
            sheets = [_rows(sheet) for sheet in book.worksheets]
    except SheetProblems:
        raise
    except Exception:  # noqa: BLE001 - whatever openpyxl meets in a broken file
        raise _unreadable() from None
    for rows in sheets:
        if rows and has_headings([_text(cell) for cell in rows[0]]):
            yield from _texts(rows)
            return
    mend = "Export anew, and keep the first row as it is."
    raise SheetProblems([f'no sheet of the file begins with the heading "id". {mend}'])


def _rows(sheet: Any) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    cells = 0
    for row in sheet.iter_rows(max_row=_MOST_ROWS):
        cells += len(row)
        if cells > _MOST_CELLS:
            raise SheetProblems([_TOO_LARGE])
        rows.append(row)
    return rows


def _texts(rows: list[tuple[Any, ...]]) -> Iterator[tuple[int, list[str]]]:
    formulas = [
        f"row {number}, column {get_column_letter(cell.column)}: a formula or its error stands"
        " here. Write its result as text, with an apostrophe (') before it."
        for number, cells in enumerate(rows, start=1)
        for cell in cells
        if cell.data_type in ("f", "e")
    ]
    if formulas:
        raise SheetProblems(formulas)
    for number, cells in enumerate(rows, start=1):
        yield number, [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def _refuse_bombs(file: Path) -> None:
    """No entity is ever expanded (defusedxml sees to it), and no archive is of endless size."""
    if not DEFUSEDXML:
        raise SheetProblems(["defusedxml is missing. Set the program up again: ./osso setup."])
    try:
        with zipfile.ZipFile(file) as archive:
            sizes = [member.file_size for member in archive.infolist()]
    except zipfile.BadZipFile:
        raise _unreadable() from None
    if sum(sizes) > _MOST_BYTES or len(sizes) > _MOST_FILES:
        raise SheetProblems([_TOO_LARGE])


def _unreadable() -> SheetProblems:
    return SheetProblems(
        ["the file cannot be read as XLSX. Open it in the spreadsheet and save it as XLSX again."]
    )
