"""A conversation that came back without its key: she can go on, nothing breaks."""

from pathlib import Path

import pytest

from counselling.permissions import User
from counselling.tickets.ticket import NotYours
from tests import looking
from tests.counselling.cast import FakeAssistant, Woman, an_office


async def test_she_begins_anew_where_the_old_words_cannot_be_opened(tmp_path: Path) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        await Woman(office).says("trước đây")
    looking.lose_keys(tmp_path)
    async with an_office(tmp_path, FakeAssistant()) as office:
        woman = Woman(office, count=1)
        assert await woman.texts() == []
        await woman.says("bây giờ")
        assert (await woman.texts())[0] == "bây giờ"
    kept = looking.rows(tmp_path, "SELECT count(*) FROM conversation")
    assert kept == [(2,)]  # the old one can still be opened if its key is found


async def test_a_counsellor_is_refused_politely(tmp_path: Path, lan: User) -> None:
    (tmp_path / "other").mkdir()
    async with an_office(tmp_path / "other", FakeAssistant()) as office:
        code = await Woman(office).asks_for_a_person()
    looking.lose_keys(tmp_path / "other")
    async with an_office(tmp_path / "other", FakeAssistant()) as office:
        assert await office.casework.transcript(code, by=lan) == []
        with pytest.raises(NotYours):
            await office.casework.claim(code, by=lan)
