"""One document on A4, written from top to bottom."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

from fpdf import FPDF
from fpdf.enums import TableCellFillMode
from fpdf.fonts import FontFace

from documents.fonts import FAMILY, add_fonts

_INK = (27, 37, 48)
_FAINT = (82, 96, 112)
_RULE = (170, 180, 190)
_STRIPE = (243, 245, 247)
_MARGIN = 20.0  # mm
_SIZE = 10.5  # points
_LINE = 5.2  # mm
_PAGES = "\u2060\u2060"  # where fpdf2 puts how many pages there are: no text shows word joiners


class _Sheets(FPDF):
    """Pages that carry a line at their foot. ``foot``: that line, before the page's number."""

    def __init__(self, foot: str) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self._foot = _clean(foot)
        self.alias_nb_pages(_PAGES)

    def footer(self) -> None:
        """Called by fpdf2 at the end of each page."""
        self.set_y(-15)
        self.set_font(FAMILY, size=8)
        self.set_text_color(*_FAINT)
        self.cell(self.epw - 20, 5, self._foot)
        self.cell(20, 5, f"{self.page_no()} / {_PAGES}", align="R")


class Paper:
    """A document with ``title`` in ``language`` (vi, en or ko), ``written`` then (aware time).

    ``foot`` stands at the foot of every page. Making one reads the fonts: 0.1 s or more, so do it
    in a thread. A letter that the fonts lack shows as an empty box; nothing is left out.
    """

    def __init__(self, title: str, language: str, *, written: datetime, foot: str = "") -> None:
        self._sheets = _Sheets(foot)
        add_fonts(self._sheets)
        self._sheets.set_title(title)
        self._sheets.set_lang(language)
        self._sheets.set_creation_date(written)
        self._sheets.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self._sheets.set_auto_page_break(auto=True, margin=_MARGIN)
        self._sheets.set_draw_color(*_RULE)
        self._sheets.add_page()

    def letterhead(self, lines: Sequence[str]) -> None:
        """Who writes: the first line in bold, a rule under the last."""
        for number, line in enumerate(lines):
            self._write(line, style="" if number else "B", colour=_FAINT if number else _INK)
        self._sheets.ln(2)
        height = self._sheets.get_y()
        self._sheets.line(_MARGIN, height, _MARGIN + self._sheets.epw, height)
        self._sheets.ln(6)

    def title(self, text: str) -> None:
        """The document's name, once, big."""
        self._write(text, size=17, style="B", line=8)
        self._sheets.ln(2)

    def heading(self, text: str) -> None:
        """A section's name; kept on one page with what begins it."""
        if self._sheets.will_page_break(30):
            self._sheets.add_page()
        self._sheets.ln(4)
        self._write(text, size=12, style="B", line=6)
        self._sheets.ln(1.5)

    def paragraph(self, text: str) -> None:
        """Plain text; line breaks in it stay."""
        self._write(text)
        self._sheets.ln(1.5)

    def small(self, text: str) -> None:
        """A remark, fainter and smaller."""
        self._write(text, size=8.5, colour=_FAINT, line=4.4)
        self._sheets.ln(1.5)

    def gap(self, height: float) -> None:
        """Leave ``height`` mm empty: room to sign, for example."""
        self._sheets.ln(height)

    def facts(self, rows: Iterable[tuple[str, str]]) -> None:
        """Names and what they are, side by side."""
        self._table(list(rows), (1, 2.2), ("LEFT", "LEFT"), headed=False)

    def table(
        self,
        headings: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        widths: Sequence[float],
        numbers_from: int = 1,
    ) -> None:
        """A table that repeats ``headings`` on every page.

        ``widths``: each column's share. Columns from ``numbers_from`` on (0 is the first) stand to
        the right, as numbers do.
        """
        sides = ["LEFT" if n < numbers_from else "RIGHT" for n in range(len(headings))]
        self._table([headings, *rows], widths, sides, headed=True)

    def finish(self) -> bytes:
        """The PDF file. Nothing can be written after it."""
        return bytes(self._sheets.output())

    def _table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        sides: Sequence[str],
        *,
        headed: bool,
    ) -> None:
        self._sheets.set_font(FAMILY, size=9.5)
        self._sheets.set_text_color(*_INK)
        with self._sheets.table(
            [[_clean(cell) for cell in row] for row in rows],
            col_widths=tuple(widths),
            text_align=tuple(sides),
            line_height=_LINE,
            padding=(0.6, 1.5),
            borders_layout="HORIZONTAL_LINES",
            cell_fill_color=_STRIPE,
            cell_fill_mode=TableCellFillMode.NONE,
            first_row_as_headings=headed,
            headings_style=FontFace(emphasis="BOLD", fill_color=_STRIPE),
        ):
            pass
        self._sheets.ln(2)

    def _write(
        self,
        text: str,
        *,
        size: float = _SIZE,
        style: str = "",
        colour: tuple[int, int, int] = _INK,
        line: float = _LINE,
    ) -> None:
        self._sheets.set_font(FAMILY, style=style, size=size)
        self._sheets.set_text_color(*colour)
        self._sheets.multi_cell(0, line, _clean(text), align="L", new_x="LMARGIN", new_y="NEXT")


def _clean(text: str) -> str:
    """The text with its marks on their letters, as the fonts have them."""
    return unicodedata.normalize("NFC", text).replace("\u2060", "")
