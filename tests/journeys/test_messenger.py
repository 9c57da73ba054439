"""A woman on Messenger and a counsellor at the desk: from hello to the close."""

from pathlib import Path

from counselling.conversations import Sender
from tests.connectors.messenger.graph_api import a_graph_api
from tests.connectors.messenger.room import a_room, line
from tests.counselling.cast import FakeAssistant
from tests.desk.people import WANTS_A_PERSON, handing_over
from tests.journeys.test_zalo import lan_at_the_desk


async def test_from_the_first_message_through_the_counsellor_to_the_close(tmp_path: Path) -> None:
    assistant = FakeAssistant({WANTS_A_PERSON: handing_over()})
    async with (
        a_graph_api() as api,
        a_room(tmp_path, api, assistant) as room,
        lan_at_the_desk(room.office) as lan,
    ):
        await room.brings(api.postback("start"))
        assert api.texts()[-1].startswith(line("welcome_messenger"))
        await room.writes(WANTS_A_PERSON)
        assert api.texts()[-1].endswith("1. Tôi đồng ý")
        await room.writes("số 1 ạ")
        code = (await room.state()).ticket
        assert code
        case = f"/desk/tickets/{code}"
        assert "Messenger" in (await lan.get("/desk")).text
        assert (await lan.post(f"{case}/claim")).status == 303
        await room.writes("con em 2 tuổi, chưa có giấy khai sinh")
        page = (await lan.get(case)).text
        assert "con em 2 tuổi" in page
        assert "Còn gửi được 6 ngày" in page
        await lan.post(f"{case}/reply", text="Chị có mấy cháu ạ? 👩‍👧", id="1")
        await room.office.outbox.settle()
        assert api.texts()[-1] == "Chị có mấy cháu ạ? 👩‍👧"
        await room.writes("2")
        hers = [m for m in await room.reads() if m.sender is Sender.WOMAN]
        assert (hers[-1].text, hers[-1].choice) == ("2", None), "it answers the counsellor"
        await lan.post(f"{case}/close", outcome="helped")
        await room.office.outbox.settle()
        assert (await room.state()).ticket is None
        await room.writes("cảm ơn")
        assert api.texts()[-2:] == [line("ticket_closed"), "answer to cảm ơn"]
