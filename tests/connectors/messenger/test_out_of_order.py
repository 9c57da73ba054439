"""Meta promises no order, and waits: whatever comes late, twice or slowly is kept, once."""

import asyncio

import pytest

from connectors.messaging.hub import HubWebhook
from counselling.conversations import Sender
from counselling.taking_in import Arrived, Taken, TakingIn
from tests.connectors.messenger.graph_api import HER, GraphApi
from tests.connectors.messenger.room import Room


async def hers(room: Room, her: str = HER) -> list[str]:
    return [m.text for m in await room.reads(her) if m.sender is Sender.WOMAN]


async def test_messages_that_come_in_another_order_are_all_kept_once(
    room: Room, api: GraphApi
) -> None:
    first, second, third = (api.message(text) for text in ("giấy tờ", "ly hôn 😢", "출생 신고"))
    for brought in ((second,), (third, first), (first, second, third)):
        assert await room.brings(*brought) == 200
    assert sorted(await hers(room)) == sorted(["giấy tờ", "ly hôn 😢", "출생 신고"])
    assert sorted(t for t in api.texts() if t.startswith("answer")) == sorted(
        ["answer to giấy tờ", "answer to ly hôn 😢", "answer to 출생 신고"]
    )


async def test_an_edit_that_comes_before_its_message_loses_neither(
    room: Room, api: GraphApi
) -> None:
    first = api.message("tôi ở Hàn")
    edit = {"mid": first["message"]["mid"], "text": "tôi ở Đài Loan", "num_edit": 1}
    await room.brings(api.event(HER, message_edit=edit))
    await room.brings(first)
    assert await hers(room) == ["tôi ở Đài Loan", "tôi ở Hàn"]


async def test_a_tap_that_comes_again_after_later_messages_is_no_second_tap(
    room: Room, api: GraphApi
) -> None:
    await room.writes("chồng đang đánh em, cứu em với")
    tap = api.tap("Có, mời tư vấn viên…")
    await room.brings(tap)
    ticket = (await room.state()).ticket
    await room.writes("em ở Cần Thơ")
    count = len(await room.reads())
    assert await room.brings(tap) == 200
    assert ((await room.state()).ticket, len(await room.reads())) == (ticket, count)


async def test_the_inboxs_giving_back_that_comes_before_its_taking_heals(
    room: Room, api: GraphApi
) -> None:
    await room.brings(api.event(HER, pass_thread_control={"new_owner_app_id": "1"}))
    await room.brings(api.event(HER, take_thread_control={"new_owner_app_id": "26390"}))
    await room.brings(api.postback("help"))
    await room.writes("ly hôn")
    assert api.texts()[-1] == "answer to ly hôn"


async def test_a_store_that_is_too_slow_is_said_to_have_taken_nothing_and_keeps_it_once(
    room: Room, api: GraphApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HubWebhook, "within", 0.05)
    takes, take = asyncio.Event(), TakingIn.take

    async def hangs(self: TakingIn, arrived: Arrived) -> Taken:
        await takes.wait()
        return await take(self, arrived)

    event = api.message("cứu em")
    with monkeypatch.context() as slow:
        slow.setattr(TakingIn, "take", hangs)
        assert await api.bring(event) == 503
        takes.set()
    monkeypatch.undo()
    assert await room.brings(event) == 200
    assert await hers(room) == ["cứu em"]
