"""The last set that was in order, for a start when the files are not."""

from pathlib import Path

import pytest

from app.last_good import LastGood, open_book
from app.watching import FolderWatch
from counselling.faq import FaqProblems
from tests.app.an_office_folder import ENTRY, OfficeFolder


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    return OfficeFolder(tmp_path)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def keep(office: OfficeFolder, data: Path) -> bool:
    return LastGood(data).keep(office.path, FolderWatch(office.path).seen)


def test_files_in_order_are_served_as_they_are(office: OfficeFolder, data: Path) -> None:
    keep(office, data)
    office.answers("Từ hôm nay làm tại xã.")
    book, problems = open_book(office.path, LastGood(data), only_reviewed=False)
    assert "Từ hôm nay" in book.faq().answer_text(ENTRY, "vi")
    assert problems == ()


def test_broken_files_are_told_and_the_kept_ones_served(office: OfficeFolder, data: Path) -> None:
    assert keep(office, data)
    office.breaks()
    book, problems = open_book(office.path, LastGood(data), only_reviewed=False)
    assert ENTRY in book.faq().entries
    assert problems[0].file == f"faq/{ENTRY}.md"


@pytest.mark.parametrize("kept", [None, b"", b"PK\x03\x04 torn"])
def test_without_a_whole_copy_broken_files_are_refused(
    office: OfficeFolder, data: Path, kept: bytes | None
) -> None:
    if kept is not None:
        (data / "faq-last-good.zip").write_bytes(kept)
    office.breaks()
    with pytest.raises(FaqProblems) as raised:
        open_book(office.path, LastGood(data), only_reviewed=False)
    assert raised.value.problems[0].file == f"faq/{ENTRY}.md"


def test_files_saved_again_meanwhile_are_not_kept_for_those_that_were_checked(
    office: OfficeFolder, data: Path
) -> None:
    keep(office, data)
    before = (data / "faq-last-good.zip").read_bytes()
    checked = FolderWatch(office.path).seen
    office.breaks()
    assert not LastGood(data).keep(office.path, checked)
    office.file().unlink()
    assert not LastGood(data).keep(office.path, checked)
    assert (data / "faq-last-good.zip").read_bytes() == before
    assert [file.name for file in data.iterdir()] == ["faq-last-good.zip"]


def test_what_a_killed_run_left_half_written_does_no_harm(office: OfficeFolder, data: Path) -> None:
    (data / "faq-last-good.new").write_bytes(b"half")
    assert keep(office, data)
    assert [file.name for file in data.iterdir()] == ["faq-last-good.zip"]


def test_the_copy_is_private(office: OfficeFolder, data: Path) -> None:
    keep(office, data)
    assert (data / "faq-last-good.zip").stat().st_mode & 0o077 == 0
