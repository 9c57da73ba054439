"""Taking over what editors save: in use within moments, or told and left alone."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from app import editions, watching
from app.book import Book
from app.editions import Editions
from app.faq_status import FaqState, FaqStatus
from app.last_good import LastGood, open_book
from app.watching import FolderWatch
from tests.app.an_office_folder import ENTRY, OfficeFolder


class Room:
    """A running service's side of the files."""

    def __init__(self, office: OfficeFolder, data: Path) -> None:
        self.said: list[str] = []
        self.changes = 0
        self.status = FaqStatus()
        watch, last_good = FolderWatch(office.path), LastGood(data)
        self.book, self.problems = open_book(office.path, last_good, only_reviewed=False)
        self.editions = Editions(
            office.path,
            watch,
            self.book,
            last_good,
            self.status,
            changed=self.count,
            say=self.said.append,
        )

    def count(self) -> None:
        self.changes += 1

    def answer(self) -> str:
        return self.book.faq().answer_text(ENTRY, "vi")

    async def until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not happened():  # noqa: ASYNC110  # the editions make it true
                await asyncio.sleep(0.01)

    async def until_state(self, state: FaqState) -> None:
        await self.until(lambda: self.status.state is state)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(watching, "QUIET_FOR", 0.05)


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    return OfficeFolder(tmp_path)


@pytest.fixture
async def room(office: OfficeFolder, tmp_path: Path) -> AsyncIterator[Room]:
    room = Room(office, tmp_path)
    room.editions.start(room.problems)
    yield room
    await room.editions.close()


async def test_a_saved_answer_is_served_and_the_assistant_told(
    office: OfficeFolder, room: Room
) -> None:
    office.answers("Từ hôm nay làm tại xã.")
    await room.until(lambda: "Từ hôm nay làm tại xã." in room.answer())
    await room.until(lambda: room.changes == 1)
    assert "in use (2 entries)" in room.said[-1]


async def test_broken_files_leave_the_set_serving_and_are_told_everywhere(
    office: OfficeFolder, room: Room
) -> None:
    before = room.answer()
    with capture_logs() as logs:
        office.breaks()
        await room.until_state(FaqState.BROKEN)
    told = f"faq/{ENTRY}.md:"
    assert room.answer() == before
    assert room.changes == 0
    assert told in room.said[-1]
    assert "review_due" in room.said[-1]
    assert told in logs[0]["problems"][0]
    assert room.status.problems[0].file == f"faq/{ENTRY}.md"


async def test_mended_files_are_served_and_nothing_is_told_any_more(
    office: OfficeFolder, room: Room
) -> None:
    right = office.breaks()
    await room.until_state(FaqState.BROKEN)
    office.save(right.replace("## Trả lời\n\n", "## Trả lời\n\nMới: ", 1))
    await room.until_state(FaqState.OK)
    assert "Mới: " in room.answer()
    assert room.status.problems == ()


async def test_many_problems_are_told_by_their_number(
    office: OfficeFolder, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "MOST_TOLD", 2)
    office.save("")
    await room.until_state(FaqState.BROKEN)
    assert room.said[-1].splitlines()[-1].endswith("more; ./osso faq check tells all")


async def test_a_restart_with_broken_files_goes_on_with_the_last_set_that_was_right(
    office: OfficeFolder, room: Room, tmp_path: Path
) -> None:
    office.answers("Từ hôm nay làm tại xã.")
    await room.until(lambda: room.changes == 1)
    office.breaks()
    await room.until_state(FaqState.BROKEN)
    await room.editions.close()

    again = Room(office, tmp_path)
    again.editions.start(again.problems)
    try:
        assert "Từ hôm nay làm tại xã." in again.answer()
        assert again.status.state is FaqState.BROKEN
        assert f"faq/{ENTRY}.md:" in again.said[-1]
    finally:
        await again.editions.close()


async def test_what_is_saved_while_a_set_is_read_is_read_next(
    office: OfficeFolder, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Book.read_again
    first: list[str] = []

    def slowly(book: Book, folder: Path) -> None:
        read(book, folder)
        if not first:
            first.append("read")
            office.answers("Câu thứ hai.")

    monkeypatch.setattr(Book, "read_again", slowly)
    office.answers("Câu thứ nhất.")
    await room.until(lambda: "Câu thứ hai. Câu thứ nhất." in room.answer())
    await room.until(lambda: room.changes == 2)


async def test_a_full_disk_costs_the_copy_and_nothing_else(
    office: OfficeFolder, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(LastGood, "keep", full)
    for sentence in ("Câu thứ nhất.", "Câu thứ hai."):
        office.answers(sentence)
        await room.until(lambda sentence=sentence: sentence in room.answer())  # type: ignore[misc]
