"""A document on paper holds what was written on it, in all three languages, with its own fonts."""

import unicodedata
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from documents import Paper

WRITTEN = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
A4 = (595.28, 841.89)  # points: ISO 216


def a_paper(title: str = "Báo cáo") -> Paper:
    return Paper(title, "vi", written=WRITTEN, foot="OSSO Hải Phòng")


def read(paper: Paper) -> PdfReader:
    return PdfReader(BytesIO(paper.finish()))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Ngọc Ưởng đã được giới thiệu đến Sở Tư pháp, ạ ẵ ẫ ỗ ỡ ữ ỹ Đ",
        "가족관계증명서를 받으셨어요. 뷁 꿹 쀍",
        "She was referred to “Peace House” – 24/7, 100 % free… ₫ €",
    ],
)
def test_every_letter_can_be_read_back(text: str) -> None:
    paper = a_paper()
    paper.paragraph(text)
    assert text in text_of(read(paper)).replace("\n", " ")


def test_letters_with_their_marks_apart_are_put_together() -> None:
    paper = a_paper()
    paper.paragraph(unicodedata.normalize("NFD", "Ngọc Ưởng"))
    assert "Ngọc Ưởng" in text_of(read(paper))


def test_bold_text_has_every_letter_too() -> None:
    paper = a_paper()
    paper.title("Thư giới thiệu của chị Ưởng 김뷁")
    assert "Thư giới thiệu của chị Ưởng 김뷁" in text_of(read(paper))


def test_no_reader_needs_fonts_of_her_own() -> None:
    paper = a_paper()
    paper.title("Tiêu đề")
    paper.paragraph("Nội dung")
    fonts = [
        font.get_object()
        for page in read(paper).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor


def test_pages_are_a4_and_numbered_with_the_foot_on_each() -> None:
    paper = a_paper()
    for number in range(120):
        paper.paragraph(f"Dòng {number}")
    pages = read(paper).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert [float(page.mediabox.width), float(page.mediabox.height)] == pytest.approx(A4, abs=1)
        assert "OSSO Hải Phòng" in page.extract_text()
        assert f"{number} / {len(pages)}" in page.extract_text()


def test_a_long_table_repeats_its_headings() -> None:
    paper = a_paper()
    paper.table(("Tỉnh", "Số"), [(f"Tỉnh {n}", str(n)) for n in range(150)], widths=(3, 1))
    pages = read(paper).pages
    assert len(pages) > 2
    assert all(page.extract_text().split()[:2] == ["Tỉnh", "Số"] for page in pages)
    assert "Tỉnh 149" in pages[-1].extract_text()


def test_letterhead_facts_and_remarks_stand_on_it() -> None:
    paper = a_paper()
    paper.letterhead(["Văn phòng OSSO Hải Phòng", "Lê Hồng Phong"])
    paper.heading("Người được giới thiệu")
    paper.facts([("Mã phiếu", "K7M-4RX"), ("Mục đích", "Trợ giúp pháp lý")])
    paper.small("Chị có thể rút lại.")
    found = text_of(read(paper))
    for part in ("Lê Hồng Phong", "Người được giới thiệu", "K7M-4RX", "Chị có thể rút lại."):
        assert part in found


def test_the_file_says_its_title_language_and_day() -> None:
    reader = read(a_paper("Thư giới thiệu"))
    assert reader.metadata is not None
    assert reader.metadata.title == "Thư giới thiệu"
    assert reader.metadata.creation_date == WRITTEN
    assert reader.trailer["/Root"]["/Lang"] == "vi"  # type: ignore[index]


def test_marks_of_the_library_mean_nothing_in_a_text() -> None:
    paper = a_paper()
    paper.paragraph("**không đậm** {nb} __x__")
    assert "**không đậm** {nb} __x__" in text_of(read(paper))
