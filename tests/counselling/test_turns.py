"""The assistant's turns: one at a time, never over a counsellor, never lost."""

import asyncio
from pathlib import Path

from app.office import Office
from counselling.channels import Inbound
from counselling.conversations import Sender
from counselling.permissions import User
from tests.counselling.cast import ANYWHERE, BOOK, FakeAssistant, Woman, an_office


async def test_turns_of_one_conversation_wait_for_each_other(
    office: Office, woman: Woman, assistant: FakeAssistant
) -> None:
    assistant.gate = asyncio.Event()
    for number in range(3):
        await office.reception.receive(
            Inbound("webchat", "her-phone", f"id-{number}", f"hỏi {number}")
        )
    await asyncio.sleep(0.05)
    assert len(assistant.turns) == 1
    assistant.gate.set()
    await office.turns.settle()
    answers = [m.text for m in await woman.reads() if m.sender is Sender.ASSISTANT]
    assert answers == ["answer to hỏi 0", "answer to hỏi 1", "answer to hỏi 2"]


async def test_another_conversation_does_not_wait(
    office: Office, woman: Woman, assistant: FakeAssistant
) -> None:
    assistant.gate = asyncio.Event()
    await office.reception.receive(Inbound("webchat", "her-phone", "id-1", "hỏi"))
    await office.reception.receive(Inbound("webchat", "another-phone", "id-1", "hỏi"))
    await asyncio.sleep(0.05)
    assert len(assistant.turns) == 2
    assistant.gate.set()


async def test_a_reply_is_dropped_if_a_counsellor_took_over_meanwhile(
    office: Office, woman: Woman, assistant: FakeAssistant, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    assistant.gate = asyncio.Event()
    await office.reception.receive(Inbound("webchat", "her-phone", "late", "còn ai không?"))
    await asyncio.sleep(0.05)
    await office.casework.claim(code, by=lan)
    assistant.gate.set()
    await office.turns.settle()
    assert "answer to còn ai không?" not in await woman.texts()


async def test_the_assistant_is_not_even_asked_while_a_counsellor_has_it(
    office: Office, woman: Woman, assistant: FakeAssistant, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    asked_before = len(assistant.turns)
    for text in ("/restart", "cho em hỏi", "chồng đang đánh em, cứu với", "ok"):
        await woman.says(text)
    assert len(assistant.turns) == asked_before
    assert all(m.sender is Sender.WOMAN for m in (await woman.reads())[-4:])


async def test_a_reply_to_an_erased_conversation_goes_nowhere(
    office: Office, woman: Woman, assistant: FakeAssistant
) -> None:
    assistant.gate = asyncio.Event()
    await office.reception.receive(Inbound("webchat", "her-phone", "id-1", "hỏi"))
    await asyncio.sleep(0.05)
    await office.reception.erase("webchat", "her-phone")
    assistant.gate.set()
    await office.turns.settle()
    assert await woman.reads() == []


async def test_without_the_assistant_she_gets_an_honest_line_hotlines_and_a_person(
    woman: Woman, assistant: FakeAssistant
) -> None:
    assistant.down = True
    await woman.says("ly hôn ở đâu?")
    reply = (await woman.reads())[-1]
    assert "113" in reply.text
    assert [choice.id for choice in reply.choices] == ["person", "themes"]


async def test_without_the_assistant_a_person_can_still_be_reached(
    office: Office, woman: Woman, assistant: FakeAssistant
) -> None:
    assistant.down = True
    await woman.taps("person")
    await woman.taps("consent.yes")
    assert len(await office.casework.queue(by=ANYWHERE)) == 1


async def test_without_the_assistant_she_can_browse_to_an_answer_and_say_whether_it_helped(
    woman: Woman, assistant: FakeAssistant
) -> None:
    assistant.down = True
    await woman.taps("themes")
    for kind in ("theme:legal", "topic:legal/identity", "faq:legal/id-card", "unhelpful:"):
        offered = [choice.id for choice in (await woman.reads())[-1].choices]
        await woman.taps(next(choice for choice in offered if choice.startswith(kind)))
    last = (await woman.reads())[-1]
    assert last.text == BOOK.faq().lines.say("sorry_unhelpful", "vi")
    assert "person" in [choice.id for choice in last.choices]


async def test_without_the_assistant_no_is_as_easy_as_yes(
    office: Office, woman: Woman, assistant: FakeAssistant
) -> None:
    assistant.down = True
    await woman.taps("person")
    await woman.taps("consent.no")
    assert await office.casework.queue(by=ANYWHERE) == []
    assert (await woman.reads())[-1].sender is Sender.ASSISTANT


async def test_a_turn_interrupted_by_a_stop_is_taken_after_the_restart(tmp_path: Path) -> None:
    hanging = FakeAssistant(gate=asyncio.Event())
    async with an_office(tmp_path, hanging) as office:
        await office.reception.receive(Inbound("webchat", "her-phone", "id-1", "hỏi"))
        await asyncio.sleep(0.05)
    async with an_office(tmp_path, FakeAssistant()) as office:
        await office.turns.settle()
        assert await Woman(office).texts() == ["hỏi", "answer to hỏi"]
