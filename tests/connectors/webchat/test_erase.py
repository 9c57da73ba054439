"""Deleting everything: for the screen that asks, and for those that hear of it later."""

from connectors.webchat.rules import CHANNEL
from connectors.webchat.sessions import address_of
from counselling.clock import utc_now
from counselling.erasing import erase
from tests.connectors.webchat.hall import Hall, Screen, Twin


async def test_erase_gives_a_new_empty_session(hall: Hall, screen: Screen) -> None:
    await screen.say("bí mật")
    await screen.until("message", seq=2)
    old = screen.session
    await screen.send(type="erase")
    await screen.until("welcome")
    await screen.until("state", handler="assistant", ticket=None)
    assert screen.session != old
    assert await hall.office.reception.history(CHANNEL, address_of(old)) == []


async def test_after_it_she_begins_at_one(hall: Hall, screen: Screen) -> None:
    await screen.say("bí mật")
    await screen.until("message", seq=2)
    await screen.send(type="erase")
    await screen.until("welcome")
    assert (await screen.say("lại từ đầu"))["seq"] == 1
    await screen.until("message", text="answer to lại từ đầu")
    async with hall.screen(screen.session) as other:
        assert [m["text"] for m in other.messages] == ["lại từ đầu", "answer to lại từ đầu"]


async def test_a_message_right_behind_the_erase_goes_to_the_new_session(screen: Screen) -> None:
    await screen.say("bí mật")
    await screen.until("message", seq=2)
    await screen.send(type="erase")
    assert (await screen.say("mới"))["seq"] == 1
    await screen.until("message", seq=2)
    assert [m["text"] for m in screen.messages[-2:]] == ["mới", "answer to mới"]


async def test_an_empty_chat_can_be_erased_too(screen: Screen) -> None:
    old = screen.session
    await screen.send(type="erase")
    await screen.until("welcome")
    assert screen.session != old


async def test_her_other_screen_is_emptied_at_once(hall: Hall, screen: Screen) -> None:
    await screen.say("bí mật")
    await screen.until("message", seq=2)
    async with hall.screen(screen.session) as other:
        old = other.session
        await screen.send(type="erase")
        await other.until("welcome")
        assert other.session != old


async def test_a_screen_that_was_away_learns_it_when_it_comes_back(
    hall: Hall, screen: Screen
) -> None:
    await screen.say("bí mật")
    await screen.until("message", seq=2)
    old = screen.session
    await screen.send(type="erase")
    await screen.until("welcome")
    async with hall.screen(old, after=2) as late:
        assert late.session != old
        assert (await late.say("ai đó?"))["seq"] == 1


async def test_without_a_socket_it_is_the_same(twin: Twin) -> None:
    await twin.post(type="message", id="a", text="bí mật")
    old = twin.session
    welcome, state = await twin.post(type="erase")
    assert (welcome["type"], state["type"]) == ("welcome", "state")
    assert twin.session not in {None, old}
    assert await twin.get(after=0) == [state]
    twin.session = old
    assert [f["type"] for f in await twin.get(after=2)] == ["welcome", "state"]
    assert twin.session != old


async def test_a_screen_whose_chat_the_office_erased_begins_anew(
    hall: Hall, screen: Screen
) -> None:
    await screen.say("bí mật")
    await screen.until("message", seq=2)
    old = screen.session
    async with hall.office.store.write() as tx:  # as another command does it: nobody is told
        conversation = await tx.conversations.at(CHANNEL, address_of(old))
        assert conversation
        await erase(tx, conversation, at=utc_now())
    hall.office.live.resync()
    await screen.until("welcome")
    assert screen.session != old
