"""The socket, frame by frame."""

import asyncio
from datetime import UTC, datetime, timedelta

from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice
from counselling.permissions import Role
from tests.connectors.webchat.hall import Hall, Screen
from tests.counselling.cast import ANYWHERE, FakeAssistant


async def test_hello_is_answered_by_a_welcome_and_the_state(hall: Hall) -> None:
    async with hall.screen(greet=False) as screen:
        assert await screen.hello() == [
            {"type": "welcome", "session": screen.session},
            {"type": "state", "handler": "assistant", "ticket": None},
        ]


async def test_a_message_is_acknowledged_shown_and_answered(screen: Screen) -> None:
    assert await screen.say("ly hôn ở đâu?", "mine-1") == {"type": "ack", "id": "mine-1", "seq": 1}
    answer = await screen.until("message", **{"from": "assistant"})
    own = screen.messages[0]
    assert (own["seq"], own["from"], own["text"]) == (1, "woman", "ly hôn ở đâu?")
    assert answer["text"] == "answer to ly hôn ở đâu?"
    assert set(answer) == {"type", "seq", "from", "text", "choices", "faq", "at"}
    assert abs(datetime.fromisoformat(answer["at"]) - datetime.now(UTC)) < timedelta(minutes=1)


async def test_an_ack_always_comes_before_its_message(screen: Screen) -> None:
    for number in range(10):
        await screen.say(f"tin {number}")
    await screen.until("message", text="answer to tin 9")
    order = [(f["type"], f["seq"]) for f in screen.seen if f["type"] in {"ack", "message"}]
    acks = [(kind, seq) for kind, seq in order if kind == "ack"]
    assert all(order.index(ack) < order.index(("message", ack[1])) for ack in acks)


async def test_she_sees_that_the_assistant_is_writing(screen: Screen) -> None:
    await screen.say("xin chào")
    await screen.until("typing")
    assert screen.seen[-1] == {"type": "typing", "from": "assistant"}


async def test_a_choice_of_a_message_can_be_tapped(
    screen: Screen, assistant: FakeAssistant
) -> None:
    choices = (Choice("faq:legal/id-card", "Căn cước"), Choice("none", "Không phải"))
    assistant.replies["giấy tờ"] = Answered((Reply("Câu nào?", choices),), Decision.CLARIFY)
    await screen.say("giấy tờ")
    offered = await screen.until("message", text="Câu nào?")
    assert offered["choices"] == [
        {"id": "faq:legal/id-card", "label": "Căn cước"},
        {"id": "none", "label": "Không phải"},
    ]
    assert (await screen.choose("faq:legal/id-card"))["type"] == "ack"
    await screen.until("message", text="answer to ")
    assert assistant.turns[-1].choice == "faq:legal/id-card"


async def test_a_choice_nobody_offered_is_refused(screen: Screen) -> None:
    refusal = await screen.choose("consent.yes")
    assert (refusal["type"], refusal["code"]) == ("error", "unknown_choice")


async def test_the_way_to_a_person_shows_in_the_state(screen: Screen) -> None:
    assert (await screen.choose("person"))["type"] == "ack"
    await screen.say("bị chồng đánh, cứu với")
    await screen.choose("consent.yes")
    state = await screen.until("state", handler="waiting")
    assert state["ticket"]


async def test_her_chosen_language_goes_with_her_messages(
    hall: Hall, assistant: FakeAssistant
) -> None:
    async with hall.screen(language="ko") as screen:
        await screen.say("hello, I speak English")
        await screen.until("message", seq=2)
        await screen.hello(screen.session, 2, "en")
        await screen.say("안녕하세요")
        await screen.until("message", seq=4)
        assert [turn.language for turn in assistant.turns] == ["ko", "en"]


async def test_text_that_begins_with_a_slash_is_text(
    screen: Screen, assistant: FakeAssistant
) -> None:
    await screen.say("/restart")
    await screen.until("message", text="answer to /restart")
    assert (assistant.turns[-1].text, assistant.turns[-1].choice) == ("/restart", None)


async def test_typing_of_the_counsellor_reaches_her(hall: Hall, screen: Screen) -> None:
    await screen.say("bị chồng đánh, cứu với")
    await screen.choose("consent.yes")
    await screen.until("state", handler="waiting")
    lan = await hall.office.staff.add(
        "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
    )
    (row,) = await hall.office.casework.queue(by=ANYWHERE)
    await hall.office.casework.claim(row.code, by=lan)
    await screen.until("state", handler="counsellor")
    await hall.office.casework.typing(row.code, by=lan)
    await screen.until("typing", **{"from": "counsellor"})
    await hall.office.casework.reply(row.code, by=lan, text="Chào chị", external_id="r1")
    await screen.until("message", text="Chào chị", **{"from": "counsellor"})


async def test_the_server_says_goodbye_when_it_stops(hall: Hall, screen: Screen) -> None:
    closing = asyncio.create_task(screen.closing())
    await hall.server.close()
    assert await closing == 1001
