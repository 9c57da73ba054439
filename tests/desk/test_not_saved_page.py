"""What stands on the desk while the database neither takes nor gives anything."""

import pytest

from app.office import Office
from counselling.store.not_saved import NotSaved
from tests.desk.visitor import PASSWORD, Visitor


async def nothing(*_: object, **__: object) -> None:
    raise NotSaved("held")


async def test_a_page_that_cannot_be_read_speaks_of_no_change_and_offers_itself_again(
    lan: Visitor, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as held:
        held.setattr(office.casework, "queue", nothing)
        answer = await lan.get("/desk?show=mine")
    assert answer.status == 503
    assert "chưa mở được trang này" in answer.text
    assert 'href="/desk?show=mine"' in answer.text
    assert "Chưa lưu được" not in answer.text
    assert (await lan.get("/desk?show=mine")).status == 200


async def test_so_does_one_where_not_even_her_session_can_be_read(
    lan: Visitor, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.staff, "session", nothing)
    answer = await lan.get("/desk")
    assert (answer.status, "chưa mở được trang này" in answer.text) == (503, True)


async def test_what_was_sent_and_not_saved_is_said_to_be_unchanged(
    lan: Visitor, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.staff.sessions, "end_others", nothing)
    answer = await lan.post("/desk/sessions/end-others", password=PASSWORD)
    assert (answer.status, "Chưa lưu được" in answer.text) == (503, True)
