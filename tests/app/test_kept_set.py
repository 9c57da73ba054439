"""What was read and checked is read again only when something has changed."""

from datetime import date
from pathlib import Path

import pytest

from app import kept_set
from app.kept_set import KeptSet
from app.last_good import LastGood, open_book
from app.watching import FolderWatch
from counselling.faq import load
from tests.app.an_office_folder import ENTRY, OfficeFolder


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    return OfficeFolder(tmp_path)


@pytest.fixture
def kept(office: OfficeFolder, tmp_path: Path) -> KeptSet:
    kept = KeptSet(tmp_path)
    kept.keep(load(office.path), office.path, FolderWatch(office.path).seen)
    return kept


def test_it_comes_back_as_it_was(office: OfficeFolder, kept: KeptSet) -> None:
    assert kept.take(office.path, FolderWatch(office.path).seen) == load(office.path)


def test_nobody_else_may_read_it(office: OfficeFolder, kept: KeptSet, tmp_path: Path) -> None:
    del office, kept
    assert (tmp_path / "faq-last-read.json").stat().st_mode & 0o777 == 0o600


def test_a_changed_file_makes_it_as_if_it_were_not_there(
    office: OfficeFolder, kept: KeptSet
) -> None:
    office.answers("Từ hôm nay làm tại xã.")
    assert kept.take(office.path, FolderWatch(office.path).seen) is None


def test_another_day_does_too_since_reviews_fall_due(
    office: OfficeFolder, kept: KeptSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow:
        @staticmethod
        def now(_zone: object) -> "Tomorrow":
            return Tomorrow()

        def date(self) -> date:
            return date(2999, 1, 1)

    monkeypatch.setattr(kept_set, "datetime", Tomorrow)
    assert kept.take(office.path, FolderWatch(office.path).seen) is None


def test_another_program_does_too(
    office: OfficeFolder, kept: KeptSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_set, "_PROGRAM", ("counselling/faq",))
    assert kept.take(office.path, FolderWatch(office.path).seen) is None


@pytest.mark.parametrize("damage", [b"", b"torn", b"x" * 3_000_000])
def test_a_damaged_one_is_none(
    office: OfficeFolder, kept: KeptSet, tmp_path: Path, damage: bytes
) -> None:
    file = tmp_path / "faq-last-read.json"
    origin = file.read_bytes().partition(b"\n")[0]
    for content in (damage, origin + b"\n" + damage, origin + b'\n{"entries": 5}'):
        file.write_bytes(content)
        assert kept.take(office.path, FolderWatch(office.path).seen) is None


def test_a_start_takes_it_up_and_notices_every_change(
    office: OfficeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = LastGood(tmp_path)
    data.read.keep(load(office.path), office.path, FolderWatch(office.path).seen)
    with monkeypatch.context() as only_kept:
        only_kept.setattr("app.book.load", None)  # who reads now fails
        seen = FolderWatch(office.path).seen
        book, problems = open_book(office.path, data, only_reviewed=False, seen=seen)
        assert (ENTRY in book.faq().entries, problems) == (True, ())
    office.breaks()
    data.keep(office.path, FolderWatch(office.path).seen)
    seen = FolderWatch(office.path).seen
    assert data.read.take(office.path, seen) is None
