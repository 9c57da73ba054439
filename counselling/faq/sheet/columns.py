"""The columns of the sheet: one for each part of an entry, with the headings people read."""

from dataclasses import dataclass
from typing import Literal

from counselling.conversations import LANGUAGES, Language
from counselling.faq.parts import LANGUAGE_HEADINGS, PART_HEADINGS, PARTS, Part

Kind = Literal["id", "date", "word", "list", "text", "mark"]


@dataclass(frozen=True)
class Column:
    """One column. ``key`` names it in the program, ``heading`` stands in the sheet's first row.

    ``kind``: "list" has one item a line of the cell; "mark" is what the import knows a changed
    cell by. ``language`` and ``part`` are set where the column is a part of the entry's text.
    """

    key: str
    heading: str
    kind: Kind
    meaning_vi: str
    meaning_en: str
    language: Language | None = None
    part: Part | None = None


_TOP = (
    Column(
        "id",
        "id",
        "id",
        "chủ-đề/tên-ngắn. Không sửa. Hàng mới: legal, vocational, psychological hoặc child-status,"
        " dấu /, rồi tên chỉ có a-z, số và dấu gạch nối.",
        "theme/short-name. Do not change it. A new row: legal, vocational, psychological or"
        " child-status, a slash, then a name of a-z, digits and hyphens only.",
    ),
    Column(
        "as_of",
        "as_of",
        "date",
        "Ngày kiểm tra nội dung, ví dụ 2026-11-22.",
        "The day the content was checked, such as 2026-11-22.",
    ),
    Column(
        "review",
        "review",
        "word",
        "draft (chưa kiểm tra) hoặc reviewed (đã kiểm tra).",
        "draft (not checked by the office) or reviewed.",
    ),
    Column(
        "review_due",
        "review_due",
        "date",
        "Ngày phải xem lại, ví dụ 2027-05-22.",
        "The day to look at it again, such as 2027-05-22.",
    ),
    Column(
        "sources",
        "sources",
        "list",
        "Nguồn, mỗi dòng một nguồn (Alt+Enter để xuống dòng).",
        "Where it comes from, one a line (Alt+Enter for a new line).",
    ),
    Column(
        "related",
        "related",
        "list",
        "Câu hỏi liên quan (chủ-đề/tên-ngắn), mỗi dòng một câu.",
        "Related questions (theme/short-name), one a line.",
    ),
    Column(
        "hotlines",
        "hotlines",
        "list",
        "id trong hotlines.yml, mỗi dòng một id.",
        "ids of hotlines.yml, one a line.",
    ),
    Column(
        "partners",
        "partners",
        "list",
        "id trong partners.yml, mỗi dòng một id.",
        "ids of partners.yml, one a line.",
    ),
)
_MEANINGS: dict[Part, tuple[str, str]] = {
    "title": ("Một dòng ngắn, hiện trên nút bấm.", "One short line, shown on a button."),
    "questions": (
        "Các cách chị em hỏi, mỗi dòng một câu, không cần dấu gạch đầu dòng.",
        "The ways women ask, one a line, without hyphens.",
    ),
    "answer": ("Câu trả lời, giữ nguyên các dòng.", "The answer, its lines as they shall stand."),
    "next_step": ("Một việc chị làm được ngay.", "One thing she can do now."),
}
_MARK = Column(
    "mark",
    "mark",
    "mark",
    "Không sửa: nhờ cột này chương trình biết ô nào đã đổi.",
    "Do not change it: by this the program knows which cells were changed.",
)


def _text_column(language: Language, part: Part) -> Column:
    name, heading = LANGUAGE_HEADINGS[language], PART_HEADINGS[language][part]
    kind: Kind = "list" if part == "questions" else "text"
    return Column(
        f"{language}.{part}", f"{name}: {heading}", kind, *_MEANINGS[part], language, part
    )


COLUMNS: tuple[Column, ...] = (
    *_TOP,
    *(_text_column(language, part) for language in LANGUAGES for part in PARTS),
    _MARK,
)
ID, MARK = COLUMNS[0], COLUMNS[-1]
CONTENT: tuple[Column, ...] = COLUMNS[1:-1]
"""The columns that hold what a file says."""

BY_KEY = {column.key: column for column in COLUMNS}
