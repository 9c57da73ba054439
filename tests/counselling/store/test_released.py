"""Databases that the programs of then have written themselves: every sealed word still opens."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.backup.archive import check_database
from counselling.sampling import open_some
from counselling.store.revisions import newest_revision, revision_of_file
from tests.counselling.cast import FakeAssistant, Woman, an_office

RELEASED = Path(__file__).with_name("released")
HERS = (
    "Em mất giấy ly hôn thì xin lại ở đâu ạ?",
    "한국에서 못 받은 월급은 어떻게 받아요?",
    "chồng đang đánh em, cứu em với",
    "Chào em, chị là Lan ở văn phòng.",
    "Em cảm ơn chị ạ",
)


def as_it_was(folder: Path, revision: str) -> None:
    for name in ("osso", "keys"):
        written = RELEASED / f"{revision}.{name}.sql"
        if written.exists():
            with closing(sqlite3.connect(folder / f"{name}.sqlite3")) as database:
                database.executescript(written.read_text("utf-8"))


@pytest.mark.parametrize(
    "revision", sorted(path.name.split(".")[0] for path in RELEASED.glob("*.osso.sql"))
)
async def test_an_office_of_then_goes_on(tmp_path: Path, revision: str) -> None:
    as_it_was(tmp_path, revision)
    path = tmp_path / "osso.sqlite3"
    assert revision_of_file(path) == revision
    async with an_office(tmp_path, FakeAssistant()) as office:
        stays = Woman(office, "stays", count=100)
        texts = await stays.texts()
        assert [text for text in texts if text in HERS] == list(HERS)
        assert await Woman(office, "goes").texts() == []  # she had erased hers
        opened = await open_some(office.store, 1000)
        assert (opened.messages, opened.unreadable) == (len(texts), 0)
        assert await office.staff.authenticate("lan", "a long enough password")
        await stays.says("em lại viết đây")
        assert (await stays.texts())[len(texts)] == "em lại viết đây"
    check_database(path)
    assert revision_of_file(path) == newest_revision()
