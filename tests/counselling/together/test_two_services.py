"""Two services on one database are one office to her and to the desk."""

import asyncio
from collections import Counter
from collections.abc import Callable

import pytest

from app.office import Office
from counselling.channels import Inbound
from counselling.conversations import Sender
from counselling.live import DESK, Erased, Event, MoreToRead, QueueChanged, case_topic, chat_topic
from counselling.permissions import User
from counselling.together.only_here import only_here
from tests.counselling.cast import FakeAssistant, PushChannel, Woman

pytestmark = pytest.mark.parametrize("on_database", ["postgresql"], indirect=True)


async def the_next(events: asyncio.Queue[Event], kind: type[Event]) -> Event:
    async with asyncio.timeout(5):
        while not isinstance(event := await events.get(), kind):
            pass
    return event


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110  # in another service
            await asyncio.sleep(0.01)


async def test_an_answer_shows_at_once_on_a_screen_that_another_service_serves(
    woman: Woman, there: Office
) -> None:
    with there.live.subscribe(chat_topic("webchat", woman.address)) as events:
        await woman.says("Chào văn phòng")
        await the_next(events, MoreToRead)
    assert [m.sender for m in await there.reception.history("webchat", woman.address)] == [
        Sender.WOMAN, Sender.ASSISTANT,
    ]  # fmt: skip


async def test_an_emergency_reaches_a_desk_at_another_service(woman: Woman, there: Office) -> None:
    with there.live.subscribe(DESK) as events:
        code = await woman.asks_for_a_person()
        assert await the_next(events, QueueChanged) == QueueChanged(code, emergency=True)


async def test_what_she_sends_to_both_at_once_is_stored_once(office: Office, there: Office) -> None:
    sent = Inbound("webchat", "her-phone", "the same id", "Em muốn hỏi")
    receipts = await asyncio.gather(*(one.reception.receive(sent) for one in (office, there) * 5))
    assert {receipt.seq for receipt in receipts} == {1}
    assert [receipt.duplicate for receipt in receipts].count(False) == 1


async def test_each_of_many_messages_to_both_is_answered_once_and_in_order(
    office: Office, there: Office
) -> None:
    women = [
        Woman(one, f"phone-{n}", count=count)
        for n in range(4)
        for one, count in ((office, 0), (there, 10))
    ]
    await asyncio.gather(*(woman.says(f"câu {n}") for woman in women for n in range(3)))
    await asyncio.gather(*(one.turns.settle() for one in (office, there)))
    for n in range(4):
        told = await office.reception.history("webchat", f"phone-{n}")
        assert [message.seq for message in told] == list(range(1, 13))
        asked = [m.text for m in told if m.sender is Sender.WOMAN]
        answered = [m.text for m in told if m.sender is Sender.ASSISTANT]
        assert Counter(answered) == Counter(f"answer to {text}" for text in asked)
        assert answered == [f"answer to {text}" for text in asked]


async def test_one_service_at_a_time_takes_a_turn_and_another_goes_on_when_it_dies(
    woman: Woman, office: Office, there: Office, assistant: FakeAssistant
) -> None:
    assistant.gate = asyncio.Event()
    receipt = Inbound("webchat", woman.address, "1", "Em muốn hỏi")
    await office.reception.receive(receipt)
    await until(lambda: assistant.turns)
    await there.turns.resume()
    await there.turns.settle()
    assert len(assistant.turns) == 1
    await office.turns.close()
    assistant.gate.set()
    await there.turns.resume()
    await there.turns.settle()
    assert await woman.texts() == ["Em muốn hỏi", "answer to Em muốn hỏi"]


async def test_a_message_to_her_phone_is_sent_by_one_service(
    office: Office, there: Office, phone: PushChannel
) -> None:
    woman = Woman(office, channel="push")
    await office.reception.receive(Inbound("push", woman.address, "1", "Em muốn hỏi"))
    async with asyncio.timeout(5):
        while not phone.sent:
            await there.outbox.resume()
            await asyncio.sleep(0.01)
    await asyncio.gather(office.turns.settle(), there.turns.settle())
    await asyncio.gather(office.outbox.settle(), there.outbox.settle())
    seqs = [message.seq for message in phone.sent]
    assert seqs == sorted(set(seqs))


async def test_two_counsellors_at_two_services_cannot_both_take_a_ticket(
    woman: Woman, office: Office, there: Office, lan: User, hoa: User
) -> None:
    code = await woman.asks_for_a_person()
    taken = await asyncio.gather(
        office.casework.claim(code, by=lan),
        there.casework.claim(code, by=hoa),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Exception) for one in taken) == 1


async def test_what_is_erased_at_one_service_is_gone_at_the_other(
    woman: Woman, office: Office, there: Office
) -> None:
    await woman.says("Em tên Hoa Sen")
    async with there.store.read() as tx:
        conversation = await tx.conversations.at("webchat", woman.address)
    assert conversation
    with there.live.subscribe(case_topic(conversation.id)) as events:
        await office.reception.erase("webchat", woman.address)
        await the_next(events, Erased)
    assert await there.reception.history("webchat", woman.address) == []


async def test_work_for_one_is_done_by_one_and_by_the_other_when_it_stops(
    office: Office, there: Office
) -> None:
    at_work: list[str] = []

    async def work(name: str) -> None:
        at_work.append(name)
        await asyncio.Event().wait()

    async def begin(one: Office, name: str) -> None:
        await only_here(one.together, "asking", lambda: work(name))

    first = asyncio.create_task(begin(office, "here"))
    await until(lambda: at_work)
    second = asyncio.create_task(begin(there, "there"))
    await asyncio.sleep(0.2)
    assert at_work == ["here"]
    await office.together.close()  # as its death does
    await until(lambda: len(at_work) == 2)
    assert at_work == ["here", "there"]
    for task in (first, second):
        task.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
