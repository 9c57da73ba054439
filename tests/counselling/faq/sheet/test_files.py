"""The files themselves: what spreadsheets save, and what cannot be read."""

import codecs
import csv
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from counselling.faq.sheet import SheetProblems, read_table
from tests.counselling.faq.editors import EditorsFolder
from tests.counselling.faq.sheet.conftest import HEADINGS, Worker


@pytest.fixture
def xlsx(editors: EditorsFolder, tmp_path: Path) -> Worker:
    return Worker(editors, tmp_path / "sheet.xlsx")


def _change(file: Path, cell: str, value: Any) -> None:
    book = load_workbook(file)
    book.worksheets[0][cell] = value
    book.save(file)


def _refused(file: Path) -> str:
    with pytest.raises(SheetProblems) as refused:
        read_table(file)
    return "\n".join(str(problem) for problem in refused.value.problems)


def test_the_workbook_has_the_questions_and_a_guide_to_every_column(xlsx: Worker) -> None:
    book = load_workbook(xlsx.save())
    assert book.sheetnames == ["Câu hỏi - Questions", "Hướng dẫn - Guide"]
    assert [cell.value for cell in book.worksheets[0][1]] == HEADINGS
    explained = {row[0].value: row[1:] for row in book.worksheets[1].iter_rows()}
    for heading in HEADINGS:
        assert all(cell.value for cell in explained[heading])


def test_every_cell_of_the_workbook_is_text(xlsx: Worker) -> None:
    xlsx.write("legal/id-card", "en.title", '=HYPERLINK("http://x","y")')
    for row in load_workbook(xlsx.save()).worksheets[0].iter_rows():
        assert all(cell.data_type == "s" for cell in row if cell.value)
        assert all(cell.number_format == "@" for cell in row)


def test_a_formula_is_refused_with_its_place(xlsx: Worker) -> None:
    _change(xlsx.save(), "B2", "=TODAY()")
    _change(xlsx.file, "J3", "=1+1")
    assert _refused(xlsx.file).split("\n") == [
        f"row {place}: a formula or its error stands here. Write its result as text, with an"
        " apostrophe (') before it."
        for place in ("2, column B", "3, column J")
    ]


def test_a_number_and_a_date_that_somebody_typed_are_read_as_texts(xlsx: Worker) -> None:
    _change(xlsx.save(), "B2", datetime(2026, 11, 23))  # noqa: DTZ001
    _change(xlsx.file, "L2", 1900)
    cells = read_table(xlsx.file).rows[0].cells
    assert (cells["as_of"], cells["vi.next_step"]) == ("2026-11-23", "1900")


def test_a_csv_begins_with_a_byte_order_mark_and_guards_formulas(
    editors: EditorsFolder, tmp_path: Path
) -> None:
    worker = Worker(editors, tmp_path / "sheet.csv")
    worker.write("legal/id-card", "en.title", "=1+1")
    data = worker.save().read_bytes()
    assert data.startswith(codecs.BOM_UTF8)
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert rows[0]["English: Title"] == "'=1+1"


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8"), ("\t", "utf-16")])
def test_a_csv_may_come_back_as_other_countries_write_it(
    editors: EditorsFolder, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    worker = Worker(editors, tmp_path / "sheet.csv")
    with worker.save().open(encoding="utf-8-sig", newline="") as saved:
        rows = list(csv.reader(saved))
    with worker.file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(rows)
    assert len(read_table(worker.file).rows) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "id,as_of\nlegal/é,1".encode("latin-1"), "not saved as UTF-8"),
        ("a.csv", b'id,as_of\n"legal/x,1\n', "cannot be read as CSV"),
        ("a.xlsx", b"no archive", "cannot be read as XLSX"),
        ("a.ods", b"", "neither .xlsx nor .csv"),
    ],
)
def test_a_file_that_cannot_be_read_says_how_to_save_it(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert said in _refused(tmp_path / name)


def test_no_entity_is_expanded(xlsx: Worker, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    entity = b'<!DOCTYPE a [<!ENTITY e "expanded">]>'
    with zipfile.ZipFile(xlsx.save()) as old, zipfile.ZipFile(bomb, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = entity + data.replace(b"</t>", b"&e;</t>", 1)
            new.writestr(name, data)
    assert "cannot be read as XLSX" in _refused(bomb)


def test_a_sheet_that_unpacks_without_end_is_refused(xlsx: Worker) -> None:
    with zipfile.ZipFile(xlsx.save(), "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/much.xml", b" " * 100_000_001)
    assert "too large" in _refused(xlsx.file)


def test_a_misspelt_heading_is_told_with_the_right_one(xlsx: Worker) -> None:
    _change(xlsx.save(), "J1", "Tiếng Việt: Câu hoi")
    problems = [str(problem) for problem in read_table(xlsx.file).problems]
    assert problems == [
        'row 1: "Tiếng Việt: Câu hoi" is no heading of the sheet. Did you mean'
        ' "Tiếng Việt: Câu hỏi"?'
    ]


def test_a_text_beside_the_columns_is_told(xlsx: Worker) -> None:
    _change(xlsx.save(), "Z2", "a thought")
    assert '"a thought" stands under no heading' in str(read_table(xlsx.file).problems[0])


def test_without_our_headings_the_file_is_refused(xlsx: Worker) -> None:
    _change(xlsx.save(), "A1", "code")
    assert 'no sheet of the file begins with the heading "id"' in _refused(xlsx.file)


def test_the_columns_may_stand_in_any_order_and_some_may_be_missing(
    editors: EditorsFolder, tmp_path: Path
) -> None:
    file = tmp_path / "two.csv"
    file.write_text("review,id\nreviewed,legal/id-card\n", "utf-8")
    (row,) = read_table(file).rows
    assert row.cells == {"id": "legal/id-card", "review": "reviewed"}
