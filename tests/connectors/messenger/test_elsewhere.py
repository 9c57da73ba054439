"""Somebody of the office answers her in the page's own inbox: no machine talks over her."""

from datetime import timedelta
from pathlib import Path

from counselling.clock import utc_now
from counselling.conversations import Sender
from counselling.elsewhere import WRITTEN_THERE
from counselling.inbox_watch import SILENT_FOR
from tests import looking
from tests.connectors.messenger.graph_api import HER, GraphApi
from tests.connectors.messenger.room import Room, line
from tests.counselling.cast import FakeAssistant

RED = "chồng đang đánh em, cứu em với"


async def test_our_own_echo_changes_nothing(room: Room, api: GraphApi) -> None:
    await room.writes("xin chào")
    await room.brings(api.echo("answer to xin chào", metadata="osso"))
    await room.writes("ly hôn")
    assert api.texts()[-1] == "answer to ly hôn"


async def test_our_own_words_silence_nobody_where_meta_leaves_out_whose_they_are(
    room: Room, api: GraphApi
) -> None:
    await room.writes("xin chào")
    await room.brings(api.echo("answer to xin chào", mid=api.last_mid), way="standby")
    await room.writes("ly hôn")
    assert api.texts()[-1] == "answer to ly hôn"


async def test_what_staff_write_there_is_in_her_conversation_and_her_number_answers_them(
    room: Room, api: GraphApi
) -> None:
    await room.brings(api.postback("start"))
    echo = api.echo("Chị có mấy cháu ạ? 👶 아이")
    for way in ("messaging", "standby"):  # Meta may bring it again
        await room.brings(echo, way=way)
    said = len(api.sent)
    await room.writes("2")
    assert len(api.sent) == said, "it is no choice of ours"
    assert [(m.sender, m.text, m.choice) for m in (await room.reads())[-2:]] == [
        (Sender.COUNSELLOR, "Chị có mấy cháu ạ? 👶 아이", WRITTEN_THERE),
        (Sender.WOMAN, "2", None),
    ]


async def test_whom_the_inbox_leaves_without_an_answer_the_assistant_answers_again(
    room: Room, api: GraphApi
) -> None:
    await room.brings(api.echo("Chị đợi em chút nhé"))
    await room.writes("dạ")
    room.office.inbox_watch._now = lambda: utc_now() + SILENT_FOR + timedelta(minutes=1)
    await room.office.inbox_watch.look()
    await room.office.outbox.settle()
    assert api.texts()[-1].startswith(line("inbox_silent"))
    await room.writes("ly hôn")
    assert api.texts()[-1] == "answer to ly hôn"


async def test_while_staff_write_in_the_inbox_the_assistant_is_silent(
    room: Room, api: GraphApi, assistant: FakeAssistant
) -> None:
    await room.writes("xin chào")
    await room.brings(api.echo("Chị đợi em chút nhé"))
    said = len(api.sent)
    await room.writes("dạ")
    await room.brings(api.message("ly hôn ở đâu"), way="standby")
    await room.brings(
        api.message(attachments=[{"type": "audio", "payload": {"url": "https://a.b"}}])
    )
    assert len(api.sent) == said
    assert [m.text for m in await room.reads() if m.sender is Sender.WOMAN][1:3] == [
        "dạ", "ly hôn ở đâu",
    ]  # fmt: skip


async def test_help_in_danger_is_there_all_the_same_and_her_yes_counts(
    room: Room, api: GraphApi
) -> None:
    await room.writes("xin chào")
    await room.brings(api.echo("Chị đợi em chút nhé"))
    await room.writes(RED)
    assert "113" in api.texts()[-1]
    await room.taps("Có, mời tư vấn viên…")
    assert (await room.state()).ticket
    assert line("handed_back") in api.texts()


async def test_she_calls_the_assistant_back_by_a_tap(room: Room, api: GraphApi) -> None:
    await room.writes("xin chào")
    await room.brings(api.echo("Chị đợi em chút nhé"))
    await room.brings(api.postback("help"))
    assert api.texts()[-2] == line("handed_back")
    await room.writes("ly hôn")
    assert api.texts()[-1] == "answer to ly hôn"


async def test_given_back_by_the_inbox_or_left_for_a_day_it_answers_again(
    room: Room, api: GraphApi, tmp_path: Path
) -> None:
    await room.writes("xin chào")
    await room.brings(api.event(HER, take_thread_control={"new_owner_app_id": "26390"}))
    await room.writes("dạ")
    await room.brings(api.event(HER, pass_thread_control={"new_owner_app_id": "1"}))
    await room.writes("ly hôn")
    assert api.texts()[-1] == "answer to ly hôn"

    await room.brings(api.echo("Chị khỏe không?"))
    long_ago = "UPDATE conversation SET elsewhere_since = '2026-01-01 00:00:00.000000'"
    looking.change(tmp_path, long_ago)
    await room.writes("giấy tờ")
    assert api.texts()[-2:] == [line("handed_back"), "answer to giấy tờ"]


async def test_who_is_written_to_first_in_the_inbox_is_not_talked_over_either(
    room: Room, api: GraphApi
) -> None:
    await room.brings(api.echo("Chào chị, em ở văn phòng"))
    await room.writes("dạ chào em")
    assert api.texts() == []
