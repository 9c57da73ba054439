"""Who is answered in the page's own inbox: nobody talks over it, and nobody is forgotten there."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.office import Office
from counselling.clock import utc_now
from counselling.conversations import Sender
from counselling.elsewhere import WRITTEN_THERE
from counselling.permissions import Role, User
from counselling.store.inbox import InInbox
from tests.counselling.cast import BOOK, FakeAssistant, PushChannel, Woman, an_office

SILENT = BOOK.faq().lines.say("inbox_silent", "vi")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office(tmp_path, FakeAssistant(), PushChannel(name="messenger")) as opened:
        yield opened


@pytest.fixture
def woman(office: Office) -> Woman:
    return Woman(office, channel="messenger")


async def colleague(woman: Woman, said: str, delivery: str = "d1") -> None:
    """Somebody writes to her in the inbox."""
    reception = woman.office.reception
    where = woman.channel, woman.address
    await reception.answered_elsewhere(*where, staff=True, said=said, delivery=delivery)


async def minutes_later(office: Office, minutes: float) -> None:
    """So long after now it is looked for who waits."""
    office.inbox_watch._now = lambda: utc_now() + timedelta(minutes=minutes)
    await office.inbox_watch.look()
    await office.outbox.settle()


async def figures(office: Office) -> list[tuple[str, int, int]]:
    return [(one.channel, one.women, one.wait) for one in await office.casework.in_inboxes()]


async def test_what_a_colleague_writes_there_stands_in_her_conversation_and_goes_out_no_second_time(
    office: Office, woman: Woman
) -> None:
    await woman.says("em muốn hỏi giấy tờ")
    await office.turns.settle()
    for _ in range(2):
        await colleague(woman, "Chị có mấy cháu ạ?")
    await office.outbox.settle()
    said = [m for m in await woman.reads() if m.sender is Sender.COUNSELLOR]
    assert [(m.text, m.choice) for m in said] == [("Chị có mấy cháu ạ?", WRITTEN_THERE)]
    async with office.store.read() as tx:
        assert await tx.outbox.conversations() == []


async def test_brought_again_after_she_called_the_assistant_back_it_silences_nobody(
    office: Office, woman: Woman
) -> None:
    await colleague(woman, "Chị đợi em nhé")
    await woman.taps("help")
    await colleague(woman, "Chị đợi em nhé")
    await woman.says("ly hôn")
    await office.turns.settle()
    assert (await woman.texts())[-1] == "answer to ly hôn"


async def test_whom_nobody_answers_for_half_an_hour_the_assistant_answers_again_and_says_so(
    office: Office, woman: Woman
) -> None:
    await colleague(woman, "Chị đợi em nhé")
    await woman.says("dạ em đợi")
    await minutes_later(office, 29)
    assert SILENT not in await woman.texts()
    await minutes_later(office, 31)
    await minutes_later(office, 32)
    last = (await woman.reads())[-1]
    assert (last.text, [choice.id for choice in last.choices]) == (SILENT, ["person"])
    assert (await woman.texts()).count(SILENT) == 1
    await woman.says("ly hôn")
    await office.turns.settle()
    assert (await woman.texts())[-1] == "answer to ly hôn"


async def test_who_was_answered_last_is_left_to_the_colleague(office: Office, woman: Woman) -> None:
    await colleague(woman, "Chị đợi em nhé")
    await woman.says("dạ em đợi")
    await colleague(woman, "Em đây chị.", "d2")
    await minutes_later(office, 60)
    assert SILENT not in await woman.texts()


async def test_who_has_named_safe_hours_is_not_rung_up_outside_them(
    office: Office, woman: Woman
) -> None:
    await woman.says("xin chào")
    await _writes_first(office, woman)
    await colleague(woman, "Chị đợi em nhé")
    await woman.says("dạ em đợi")
    await office.turns.settle()
    await office.outbox.settle()
    office.outbox._delivering._now = lambda: utc_now() + timedelta(hours=1)
    await minutes_later(office, 60)
    async with office.store.read() as tx:
        conversation = await tx.conversations.at(woman.channel, woman.address)
        assert conversation
        assert len(await tx.outbox.pending(conversation.id)) == 1, "it waits for her"


async def test_a_counsellor_who_has_her_at_the_desk_is_not_talked_over(
    office: Office, woman: Woman
) -> None:
    code = await woman.asks_for_a_person()
    lan = await _counsellor(office)
    await office.casework.claim(code, by=lan)
    await colleague(woman, "Chị đợi em nhé")
    await woman.says("dạ em đợi")
    await minutes_later(office, 60)
    assert SILENT not in await woman.texts()


async def test_the_desk_is_told_how_many_are_answered_there_and_wait_and_nothing_of_them(
    office: Office, woman: Woman
) -> None:
    assert await figures(office) == []
    await colleague(woman, "Chị đợi em nhé")
    assert await figures(office) == [("messenger", 1, 0)]
    await woman.says("chuyện riêng")
    [told] = await office.casework.in_inboxes()
    assert isinstance(told, InInbox)
    assert (told.women, told.wait) == (1, 1)
    assert told.since
    await minutes_later(office, 31)
    assert await figures(office) == []


async def test_who_has_a_ticket_is_in_the_queue_and_not_counted_again(
    office: Office, woman: Woman
) -> None:
    await woman.asks_for_a_person()
    await colleague(woman, "Chị đợi em nhé")
    assert await figures(office) == []


async def _writes_first(office: Office, woman: Woman) -> None:
    """As if she had said so when she was asked."""
    async with office.store.write() as tx:
        conversation = await tx.conversations.at(woman.channel, woman.address)
        assert conversation
        await tx.hers.set_safe_contact(conversation.id, "mine")


async def _counsellor(office: Office) -> User:
    return await office.staff.add(
        "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
    )
