"""A woman in Zalo, by either way in, and a counsellor at the desk: from hello to the close."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.office import Office
from counselling.permissions import Role
from counselling.statistics.reporting import Reporting
from desk.desk import Desk
from tests.connectors.zalo.bot_api import a_bot_api
from tests.connectors.zalo.open_api import an_open_api
from tests.connectors.zalo.room import LAN, Room, a_bot, an_account
from tests.counselling.cast import FakeAssistant
from tests.desk.people import WANTS_A_PERSON, add_user, handing_over, serving
from tests.desk.visitor import Visitor


@dataclass
class Phone:
    """Hers."""

    room: Room
    brings: Callable[[str], Awaitable[int]]
    texts: Callable[[str], list[str]]

    async def writes(self, text: str) -> str:
        """She writes; what she reads last then."""
        assert await self.brings(text) == 200
        await self.room.settle()
        return self.texts(LAN)[-1]


@asynccontextmanager
async def a_phone(way: str, folder: Path) -> AsyncIterator[Phone]:
    assistant = FakeAssistant({WANTS_A_PERSON: handing_over()})
    async with AsyncExitStack() as stack:
        if way == "zalo_bot":
            bot_api = await stack.enter_async_context(a_bot_api())
            room = await stack.enter_async_context(a_bot(folder, bot_api, assistant))
            yield Phone(
                room, lambda text: bot_api.deliver(bot_api.event(LAN, text=text)), bot_api.texts
            )
        else:
            api = await stack.enter_async_context(an_open_api())
            room = await stack.enter_async_context(an_account(folder, api, assistant))
            yield Phone(room, lambda text: api.deliver(api.event(LAN, text=text)), api.texts)


@asynccontextmanager
async def lan_at_the_desk(office: Office) -> AsyncIterator[Visitor]:
    desk = Desk(
        office.casework, office.staff, office.live, office.attachment_viewer,
        Reporting(office.store, office.book.faq), cases=office.cases,
    )  # fmt: skip
    await add_user(office, "lan", "Lan", Role.COUNSELLOR)
    async with serving(desk) as server, Visitor(server) as lan:
        await lan.sign_in("lan")
        yield lan


@pytest.mark.parametrize("way", ["zalo_bot", "zalo_oa"])
async def test_from_the_first_message_through_the_counsellor_to_the_close(
    way: str, tmp_path: Path
) -> None:
    async with a_phone(way, tmp_path) as phone, lan_at_the_desk(phone.room.office) as lan:
        await phone.writes("xin chào")
        assert phone.texts(LAN)[0].startswith("Chào chị!")
        assert "1. Tôi đồng ý" in await phone.writes(WANTS_A_PERSON)
        await phone.writes("1")
        code = (await phone.room.state()).ticket
        assert code
        case = f"/desk/tickets/{code}"
        assert "Zalo" in (await lan.get("/desk")).text
        assert (await lan.post(f"{case}/claim")).status == 303
        await phone.writes("em ở Cần Thơ, con em chưa có giấy khai sinh")
        assert "con em chưa có giấy khai sinh" in (await lan.get(case)).text
        await lan.post(f"{case}/reply", text="Chị Lan đây, em yên tâm nhé.", id="1")
        await phone.room.settle()
        assert phone.texts(LAN)[-1] == "Chị Lan đây, em yên tâm nhé."
        await lan.post(f"{case}/close", outcome="helped")
        await phone.room.settle()

        assert (await phone.room.state()).ticket is None
        assert await phone.writes("cảm ơn") == "answer to cảm ơn"
