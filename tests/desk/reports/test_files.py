"""CSV, spreadsheet, paper and screen say the same numbers: each is read back."""

import csv
import io
import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from counselling.statistics.model import Figure, Line, Report, Section
from counselling.statistics.period import Period
from desk.pages import Pages
from desk.reports.as_charts import charts
from desk.reports.as_csv import as_csv, rows
from desk.reports.as_paper import as_paper
from desk.reports.as_sheet import as_sheet
from desk.reports.words import HIDDEN, Words
from desk.translations import DESK_LANGUAGES

WRITTEN = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
REPORT = Report(
    Period(date(2026, 11, 1), date(2026, 11, 30)),
    None,
    (Line("women", 1234), Line("sessions", None), Line("ended", 0)),
    (
        Section("women", (
            Figure("language", (
                Line("vi", 1201), Line("en", None), Line("ko", None), Line("", 0)), 1234),
            Figure("channel", (Line("webchat", 1000), Line("telegram", 234)), 1234),
            Figure("province", (Line("hai-phong", 34), Line("", 1200)), 1234),
        )),
        Section("hours", (
            Figure("hour", tuple(Line(f"{n:02}", 10 * n) for n in range(24)), 2760),
        )),
    ),
)  # fmt: skip
Numbers = dict[tuple[str, str], str]


def expected(words: Words) -> Numbers:
    """Every number by the titles of its figure and line, as plain digits."""
    found = {}
    for section in REPORT.sections:
        for figure in section.figures:
            title = words.figure(figure.name)
            for line in figure.lines:
                found[title, words.line(figure, line)] = plain(line.number)
            found[title, words.gettext("Total")] = plain(figure.total)
    return found


def plain(number: int | None) -> str:
    return HIDDEN if number is None else str(number)


def digits(shown: str) -> str:
    """A number as people write it, with dots or commas, as plain digits."""
    return shown if shown == HIDDEN else re.sub(r"[.,]", "", shown)


@pytest.fixture(params=DESK_LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def test_csv_says_every_number(words: Words) -> None:
    text = as_csv(REPORT, words).decode("utf-8-sig")
    found = {(row[1], row[2]): row[3] for row in csv.reader(io.StringIO(text))}
    assert expected(words).items() <= found.items()
    assert found["", words.key(REPORT.key[0])] == "1234"
    assert found["", words.key(REPORT.key[1])] == HIDDEN


def test_the_spreadsheet_says_every_number(words: Words) -> None:
    book = load_workbook(BytesIO(as_sheet(REPORT, words)))
    found = {}
    titles = {words.figure(f.name) for s in REPORT.sections for f in s.figures}
    for sheet in book.worksheets:
        title = ""
        for name, number, *_ in sheet.iter_rows(values_only=True, max_col=3):
            title = str(name) if name in titles else title
            found[title, name] = str(number)
    assert expected(words).items() <= found.items()
    assert found["", words.key(REPORT.key[0])] == "1234"


def test_paper_says_every_number(words: Words) -> None:
    reader = PdfReader(BytesIO(as_paper(REPORT, words, written=WRITTEN)))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for figure in (f for s in REPORT.sections for f in s.figures):
        part = squeezed(text).split(squeezed(words.figure(figure.name)), 1)[1]
        for line in figure.lines:
            wanted = squeezed(words.line(figure, line) + words.number(line.number))
            assert wanted in part, wanted
        assert squeezed(words.gettext("Total") + words.number(figure.total)) in part


def test_the_screen_says_every_number(words: Words) -> None:
    found, title = {}, ""
    part = r"<figcaption>(.*?)</figcaption>|<th scope=\"row\">(.*?)</th><td>(.*?)</td>"
    for heading, name, number in re.findall(part, page(words)):
        title = heading or title
        if name:
            found[title, name] = digits(number.replace("&lt;", "<"))
    assert found == expected(words)


def test_a_chart_draws_what_is_seen_and_nothing_for_what_is_hidden(words: Words) -> None:
    drawn = charts(REPORT, words)["language"]
    assert len(re.findall(r'class="rect', drawn)) == 2  # Vietnamese, and none without a language
    assert words.number(1201) in drawn
    assert HIDDEN not in drawn


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def page(words: Words) -> str:
    """All figures as the page shows them."""
    template = Pages()._environments[words.language].get_template("report_parts.html")
    part: Any = template.module
    drawn = charts(REPORT, words)
    return "".join(
        str(part.figure_part(figure, words, drawn.get(figure.name, "")))
        for section in REPORT.sections
        for figure in section.figures
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_text_becomes_a_formula(sign: str) -> None:
    evil = f"{sign}HYPERLINK(0)"
    figure = Figure("channel", (Line(evil, 10),), 10)
    report = Report(REPORT.period, None, (), (Section("women", (figure,)),))
    book = load_workbook(BytesIO(as_sheet(report, Words("vi"))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == evil] == ["s"]
    text = as_csv(report, Words("vi")).decode("utf-8-sig")
    assert any(row[2] == f"'{evil}" for row in csv.reader(io.StringIO(text)))
    assert not any(
        cell.startswith(("=", "+", "-", "@"))
        for row in csv.reader(io.StringIO(text))
        for cell in row
    )


def test_remarks_are_on_every_file(words: Words) -> None:
    remark = words.remarks()[0]
    assert any(remark in row for row in rows(REPORT, words))
    text = PdfReader(BytesIO(as_paper(REPORT, words, written=WRITTEN))).pages[-1].extract_text()
    assert squeezed(remark) in squeezed(text)


def test_an_office_is_called_by_its_name_or_where_it_has_none_by_its_id() -> None:
    words = Words("vi", {"can-tho": "Văn phòng Cần Thơ"})
    figure = Figure("office", (Line("can-tho", 9), Line("gone", 8), Line("", 7)), 24)
    names = [words.line(figure, line) for line in figure.lines]
    assert names == ["Văn phòng Cần Thơ", "gone", "Chưa có văn phòng"]


def test_a_province_is_written_as_each_language_writes_it() -> None:
    figure = Figure("province", (), 0)
    names = [Words(one).line(figure, Line("da-nang", 9)) for one in DESK_LANGUAGES]
    assert names == ["Đà Nẵng", "Da Nang"]
