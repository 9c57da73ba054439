"""What her screen and the plain requests are told while the database takes nothing."""

from collections.abc import Iterator

import pytest

from counselling.store.not_saved import NotRead, NotSaved
from tests.connectors.webchat.hall import Hall, Screen, Twin

CRY = "chồng đang đánh em, cứu em với"


@pytest.fixture
def full(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(**_: object) -> None:
        raise NotSaved("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(hall.office.store, "write", refuse)
        yield


@pytest.mark.usefixtures("full")
async def test_she_is_told_on_her_screen_and_in_danger_whom_to_call(screen: Screen) -> None:
    calm = await screen.say("chào chị", "calm")
    cry = await screen.say(CRY, "cry")
    assert (calm["code"], calm["id"]) == ("not_saved", "calm")
    assert "gửi lại" in calm["text"]
    assert "113" not in calm["text"]
    assert (cry["code"], cry["id"]) == ("not_saved", "cry")
    assert "113" in cry["text"]


async def test_a_request_for_news_says_that_it_could_not_be_read(
    hall: Hall, twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(hall.office.store, "read", _unreadable)
        [error] = await twin.get(after=0)
    assert (twin.status, error["code"]) == (503, "not_saved")


async def test_what_was_saved_is_acknowledged_though_nothing_can_be_read_after_it(
    hall: Hall, twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreadable(*_: object) -> None:
        raise NotRead("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(hall.office.reception, "state", unreadable)
        [ack] = await twin.post(type="message", id="a", text="xin chào")
    assert (twin.status, ack["type"], ack["seq"]) == (200, "ack", 1)


def _unreadable() -> None:
    raise NotRead("unable to open database file")
