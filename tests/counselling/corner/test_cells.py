"""Fields and files: what nobody changed stays byte for byte as it was."""

import pytest

from counselling.corner.cells import applied, cells_in, misread
from counselling.corner.documents import Document, NoSuchDocument, document
from tests.counselling.corner.the_corner import ID_CARD
from tests.the_set import FOLDER

ENTRIES = [
    Document(path.parent.name, path.stem)
    for path in sorted(FOLDER.glob("*/*.md"))
]  # fmt: skip


def as_a_browser_sends(text: str) -> str:
    """Line ends of a text field (HTML, 4.10.21.4)."""
    return text.replace("\n", "\r\n")


def test_every_entry_can_be_edited_by_fields_and_comes_back_byte_for_byte() -> None:
    assert len(ENTRIES) >= 138
    for entry in ENTRIES:
        data = (FOLDER / entry.file).read_bytes()
        cells = cells_in(data, entry)
        assert cells, entry.key
        sent = {key: as_a_browser_sends(text) for key, text in cells.items()}
        assert applied(data, sent, entry) == data, entry.key
        assert not list(misread(data, sent, entry)), entry.key


def test_of_a_changed_field_nothing_but_its_own_lines_change() -> None:
    data = (FOLDER / ID_CARD.file).read_bytes()
    cells = cells_in(data, ID_CARD)
    assert cells
    after = applied(data, cells | {"vi.title": "Một tiêu đề khác"}, ID_CARD)
    before_lines, after_lines = data.split(b"\n"), after.split(b"\n")
    differing = [pair for pair in zip(before_lines, after_lines, strict=True) if len({*pair}) > 1]
    assert [new for _, new in differing] == ["Một tiêu đề khác".encode()]


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_line_ends_and_byte_order_mark_of_the_file_stay(end: bytes, mark: bytes) -> None:
    data = mark + (FOLDER / ID_CARD.file).read_bytes().replace(b"\n", end)
    cells = cells_in(data, ID_CARD)
    assert cells
    assert applied(data, cells, ID_CARD) == data
    after = applied(data, cells | {"en.title": "Another title"}, ID_CARD)
    assert after.startswith(mark)
    assert after.count(end) == data.count(end)


@pytest.mark.parametrize("spoiled", [b"\xff\xfe", b"no entry at all", b"---\nas_of: [\n---\n"])
def test_a_file_without_a_place_for_each_field_is_edited_as_a_whole(spoiled: bytes) -> None:
    assert cells_in(spoiled, ID_CARD) is None


@pytest.mark.parametrize("text", ["a\n\n## Câu hỏi\n\n- b", "# English", "- x\n\n# 한국어\n\ny"])
def test_a_text_that_would_be_read_as_headings_is_told_at_its_field(text: str) -> None:
    data = (FOLDER / ID_CARD.file).read_bytes()
    cells = cells_in(data, ID_CARD)
    assert cells
    wanted = cells | {"vi.answer": text}
    told = [problem.where for problem in misread(applied(data, wanted, ID_CARD), wanted, ID_CARD)]
    assert ("Tiếng Việt", "Trả lời") in told


def test_no_address_leads_out_of_the_folder() -> None:
    for shelf, name in [
        ("legal", "../hotlines"), ("legal", ".."), ("..", "legal"), ("legal", "id-card.md"),
        ("legal", "Id-Card"), ("legal", "id-card\n"), ("legal", ""), ("legal", "a" * 61),
        ("legal", "a/b"), ("legal", "a\\b"), ("legal", "ｉd-card"), ("files", "hotlines.yml"),
        ("files", "../secret"), ("danger", "phrases"), ("", "id-card"), ("legal", "a\x00b"),
        ("/etc", "passwd"), ("legal", "%2e%2e"),
    ]:  # fmt: skip
        with pytest.raises(NoSuchDocument):
            document(shelf, name)
