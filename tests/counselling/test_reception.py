"""What happens when a woman writes."""

import asyncio

import pytest

from app.office import Office
from counselling.channels import Inbound
from counselling.conversations import Handler, Sender
from counselling.live import MessageAdded, chat_topic
from counselling.reception import LONGEST_TEXT, EmptyText, TextTooLong, UnknownChoice
from tests.counselling.cast import ANYWHERE, BOOK, FakeAssistant, Woman


async def test_her_message_is_stored_and_answered_in_order(woman: Woman) -> None:
    assert await woman.says("ly hôn ở đâu?") == 1
    assert [(m.seq, m.sender, m.text) for m in await woman.reads()] == [
        (1, Sender.WOMAN, "ly hôn ở đâu?"),
        (2, Sender.ASSISTANT, "answer to ly hôn ở đâu?"),
    ]


async def test_the_same_id_again_is_acknowledged_but_stored_once(office: Office) -> None:
    inbound = Inbound("webchat", "her-phone", "id-1", "xin chào")
    first = await office.reception.receive(inbound)
    again = await office.reception.receive(inbound)
    assert (first.seq, again.seq, again.duplicate) == (1, 1, True)


async def test_the_same_id_many_times_at_once_is_stored_once(
    office: Office, assistant: FakeAssistant, woman: Woman
) -> None:
    inbound = Inbound("webchat", "her-phone", "id-1", "xin chào")
    receipts = await asyncio.gather(*(office.reception.receive(inbound) for _ in range(20)))
    await office.turns.settle()
    assert {receipt.seq for receipt in receipts} == {1}
    assert sum(not receipt.duplicate for receipt in receipts) == 1
    assert len(assistant.turns) == 1
    assert len(await woman.reads()) == 2


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", EmptyText), (" \n\t", EmptyText), ("a" * (LONGEST_TEXT + 1), TextTooLong)],
)
async def test_what_cannot_be_taken_is_refused_and_not_stored(
    office: Office, woman: Woman, text: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await office.reception.receive(Inbound("webchat", "her-phone", "id-1", text))
    assert await woman.reads() == []


async def test_a_choice_nobody_offered_is_refused(office: Office, woman: Woman) -> None:
    with pytest.raises(UnknownChoice):
        await office.reception.receive(Inbound("webchat", "her-phone", "id-1", "", "consent.yes"))
    assert await woman.reads() == []


@pytest.mark.parametrize("choice", ["person", "themes"])
async def test_a_choice_whose_button_is_always_in_sight_is_taken_from_the_first_moment(
    woman: Woman, choice: str
) -> None:
    await woman.taps(choice)
    first = (await woman.reads())[0]
    assert (first.sender, first.text) == (
        Sender.WOMAN,
        BOOK.faq().lines.say(f"choice_{choice}", "vi"),
    )


async def test_text_like_a_command_is_only_text(woman: Woman, assistant: FakeAssistant) -> None:
    await woman.says("/restart")
    assert (assistant.turns[0].text, assistant.turns[0].choice) == ("/restart", None)


async def test_her_other_screens_see_what_she_wrote(office: Office, woman: Woman) -> None:
    with office.live.subscribe(chat_topic("webchat", "her-phone")) as queue:
        await woman.says("xin chào")
        event = await asyncio.wait_for(queue.get(), 1)
    assert isinstance(event, MessageAdded)
    assert event.message.text == "xin chào"


async def test_the_language_follows_what_she_writes(woman: Woman, assistant: FakeAssistant) -> None:
    await woman.says("How do I get a divorce recorded in Viet Nam?")
    await woman.says("이혼 신고는 어디서 하나요?")
    assert [turn.language for turn in assistant.turns] == ["en", "ko"]


async def test_the_language_she_chose_wins(woman: Woman, assistant: FakeAssistant) -> None:
    await woman.says("How do I get a divorce?", language="vi")
    await woman.says("How long does it take?")
    assert [turn.language for turn in assistant.turns] == ["vi", "vi"]


async def test_danger_is_answered_in_the_same_moment_without_the_assistant(
    office: Office, woman: Woman, assistant: FakeAssistant
) -> None:
    assistant.gate = asyncio.Event()  # the assistant hangs
    await office.reception.receive(
        Inbound("webchat", "her-phone", "id-1", "chồng đang đánh em, cứu em với")
    )
    hers, reply = await woman.reads()
    assert (hers.danger, hers.danger_category) == ("red", "violence")
    assert "113" in reply.text
    assert [choice.id for choice in reply.choices][:3] == [
        "consent.yes",
        "consent.no",
        "consent.about",
    ]
    assistant.gate.set()


async def test_a_real_answer_still_follows_a_danger_reply_but_small_talk_does_not(
    woman: Woman, assistant: FakeAssistant
) -> None:
    await woman.says("em bị chồng đánh, ly hôn thế nào")
    assert (await woman.texts())[2] == "answer to em bị chồng đánh, ly hôn thế nào"


async def test_danger_told_in_pieces_is_answered_at_the_last_of_them(woman: Woman) -> None:
    await woman.says("em nghĩ đến")
    await woman.says("cái chết hoài")
    hers = [message.danger for message in await woman.reads() if message.sender is Sender.WOMAN]
    assert hers[0] == "none"
    assert hers[1] == "red"


async def test_what_another_woman_wrote_is_not_read_with_hers(office: Office, woman: Woman) -> None:
    await woman.says("em nghĩ đến")
    await Woman(office, "another-phone").says("cái chết hoài")
    [hers] = [m for m in await office.reception.history("webchat", "another-phone") if m.seq == 1]
    assert hers.danger == "none"


async def test_after_danger_her_yes_opens_an_emergency_ticket(office: Office, woman: Woman) -> None:
    code = await woman.asks_for_a_person()
    [row] = await office.casework.queue(by=ANYWHERE)
    assert (row.code, row.priority, row.danger) == (code, "emergency", "violence")
    state = await office.reception.state("webchat", "her-phone")
    assert state.handler is Handler.WAITING
    assert any(code in text for text in await woman.texts())


async def test_erasing_leaves_nothing_to_read_and_cancels_the_ticket(
    office: Office, woman: Woman
) -> None:
    await woman.asks_for_a_person()
    await office.reception.erase("webchat", "her-phone")
    assert await woman.reads() == []
    assert await office.casework.queue(by=ANYWHERE) == []
    [ended] = await office.casework.queue(by=ANYWHERE, ended=True)
    assert ended.state == "cancelled"
    await woman.says("xin chào")
    assert (await woman.reads())[0].seq == 1
