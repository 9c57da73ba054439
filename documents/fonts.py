"""The fonts that go into a document: whoever opens it needs none of her own.

fonts/README.md says where they come from and how they were cut down.
"""

from pathlib import Path

from fpdf import FPDF

FAMILY = "Noto Sans KR"
_FOLDER = Path(__file__).with_name("fonts")
_STYLES = {"": "NotoSansKR-Regular.ttf", "B": "NotoSansKR-Bold.ttf"}


def add_fonts(sheets: FPDF) -> None:
    """Let ``sheets`` write in FAMILY, regular and bold; only the letters used go into the file."""
    for style, file in _STYLES.items():
        sheets.add_font(FAMILY, style, _FOLDER / file)
