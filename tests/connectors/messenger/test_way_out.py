"""What goes out: within Meta's limits, once, and honest about what cannot."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice
from counselling.permissions import Role, User
from tests import looking
from tests.connectors.messenger.graph_api import HER, GraphApi, Refusal
from tests.connectors.messenger.room import Room, a_room, line
from tests.counselling.attachments.samples import jpeg
from tests.counselling.cast import FakeAssistant
from tests.desk.people import add_user

DAY = timedelta(days=1)
LONG = "Một câu dài về giấy tờ 👩‍👧 và 이혼 서류. " * 160


async def a_case(room: Room) -> tuple[str, User]:
    """She is in danger, says yes by number, and Lan takes the case."""
    await room.writes("chồng đang đánh em, cứu em với")
    await room.writes(_number_of("Có, mời tư vấn viên đọc", room.api.texts()))
    code = (await room.state()).ticket
    assert code
    lan = await add_user(room.office, "lan", "Lan", Role.COUNSELLOR)
    await room.office.casework.claim(code, by=lan)
    await room.office.outbox.settle()
    return code, lan


def _number_of(label: str, texts: list[str]) -> str:
    lines = [said for text in texts for said in text.splitlines() if said.endswith(label)]
    return lines[-1].partition(".")[0]


async def test_a_long_answer_goes_out_in_parts_with_the_choices_under_the_last(
    room: Room, api: GraphApi, assistant: FakeAssistant
) -> None:
    ways = (Choice("person", "Gặp tư vấn viên"), Choice("none", "x" * 60))
    assistant.replies["dài"] = Answered((Reply(LONG, ways),), Decision.ANSWER)
    await room.writes("dài")
    parts = api.sent[1:]
    assert len(parts) == 4
    assert "".join(body["message"]["text"] for body in parts).count("이혼") == 160
    shown = [[r["title"] for r in body["message"].get("quick_replies", ())] for body in parts]
    assert shown == [[], [], [], ["Gặp tư vấn viên", f"{'x' * 19}…"]]
    assert parts[-1]["message"]["text"].endswith(f"5. Gặp tư vấn viên\n6. {'x' * 60}")


async def test_a_quick_reply_and_its_number_mean_the_same(
    room: Room, api: GraphApi, assistant: FakeAssistant
) -> None:
    offered = Answered((Reply("?", (Choice("none", "Thôi"),)),), Decision.CLARIFY)
    assistant.replies["a"] = assistant.replies["b"] = offered
    await room.writes("a")
    await room.taps("Thôi")
    await room.writes("b")
    await room.writes("1")
    assert [turn.choice for turn in assistant.turns] == [None, "none", None, "none"]


async def test_a_counsellor_is_heard_for_seven_days_and_the_assistant_for_one(
    room: Room, api: GraphApi, tmp_path: Path
) -> None:
    code, lan = await a_case(room)
    silent_for(api, tmp_path, 2 * DAY)
    await room.office.casework.reply(code, by=lan, text="Em đây chị.", external_id="a")
    await room.office.outbox.settle()
    assert (api.sent[-1]["messaging_type"], api.sent[-1]["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")
    count = len(api.sent)

    silent_for(api, tmp_path, 8 * DAY)
    await room.office.casework.reply(code, by=lan, text="Chị khỏe không?", external_id="b")
    await room.office.outbox.settle()
    assert (await room.office.casework.ticket(code, by=lan)).waits_for_her
    assert len(api.sent) == count, "Meta was not even asked"
    await room.writes("em đây")
    assert "Chị khỏe không?" in api.texts()


async def test_without_metas_leave_a_counsellor_has_one_day_too(
    tmp_path: Path, api: GraphApi, assistant: FakeAssistant
) -> None:
    api.agents_allowed = False
    async with a_room(tmp_path, api, assistant, human_agent=False) as room:
        code, lan = await a_case(room)
        await room.office.casework.reply(code, by=lan, text="Em đây chị.", external_id="a")
        await room.office.outbox.settle()
        assert api.sent[-1]["messaging_type"] == "RESPONSE"
        silent_for(api, tmp_path, 2 * DAY)
        assert (await room.office.casework.ticket(code, by=lan)).waits_for_her


@pytest.mark.parametrize("refusal", [(10, 2018278), (551, 1545041), (100, 2018001)])
async def test_where_meta_says_she_cannot_be_reached_the_desk_says_so(
    room: Room, api: GraphApi, refusal: tuple[int, int]
) -> None:
    code, lan = await a_case(room)
    api.refuse.append(Refusal(*refusal))
    await room.office.casework.reply(code, by=lan, text="Em đây chị.", external_id="a")
    await room.office.outbox.settle()
    assert (await room.office.casework.ticket(code, by=lan)).unreachable_since
    await room.writes("em đây ạ")
    assert "Em đây chị." in api.texts()
    assert not (await room.office.casework.ticket(code, by=lan)).unreachable_since


async def test_one_that_meta_never_takes_holds_up_nothing(room: Room, api: GraphApi) -> None:
    code, lan = await a_case(room)
    api.refuse.append(Refusal(100))
    for number, text in enumerate(("một", "hai")):
        await room.office.casework.reply(code, by=lan, text=text, external_id=str(number))
    await room.office.outbox.settle()
    assert api.texts()[-1] == "hai"


async def test_greeting_and_menu_are_set_in_three_languages(room: Room, api: GraphApi) -> None:
    async with asyncio.timeout(5):
        while not api.profile:  # noqa: ASYNC110  # it is another server that changes
            await asyncio.sleep(0.01)
    assert {g["locale"] for g in api.profile["greeting"]} >= {"default", "en_US", "ko_KR"}
    await room.brings(api.postback("start"))
    assert (await room.reads())[-1].text.startswith(line("welcome_messenger"))


async def test_a_picture_reaches_the_counsellor_she_let_in(room: Room, api: GraphApi) -> None:
    code, lan = await a_case(room)
    api.files["1"] = jpeg()
    picture = {"type": "image", "payload": {"url": f"{api.url}/files/1"}}
    assert await room.brings(api.message(attachments=[picture, picture])) == 200
    assert len(await room.office.attachment_viewer.all_of(code, by=lan)) == 2


def silent_for(api: GraphApi, folder: Path, past: timedelta) -> None:
    """As if her last message had come so long ago, here and at Meta."""
    at = datetime.now(UTC) - past
    api.heard_at[HER] = at.timestamp()
    stamp = at.strftime("%Y-%m-%d %H:%M:%S.%f")
    long_ago = f"UPDATE message SET at = '{stamp}' WHERE sender = 'woman'"  # noqa: S608  # ours
    looking.change(folder, long_ago)
