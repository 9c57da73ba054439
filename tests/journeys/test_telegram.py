"""A woman in Telegram and a counsellor at the desk, with a service that is killed in between.

Real service, real Rasa, real python-telegram-bot, and a Bot API server that we did not write.
"""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.connectors.telegram.third_party.gaps import Gaps
from tests.connectors.telegram.third_party.phone import Phone
from tests.desk.visitor import Visitor
from tests.journeys.her_chat import a_counsellor_at, the_desk
from tests.running import RunningService, run_service

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

DIVORCE = "Hồ sơ xin ly hôn gồm những giấy gì?"  # the entry's title
# What she asks when it is killed, and words of the entry that answers it.
ASKED = {
    "con em hoc truong cong co mat tien khong": "Ở trường công",
    "vay von lam an thi duoc bao nhieu": "Nhà nước có vốn vay",
}
MEANWHILE = "em dang o Can Tho"
AFTER = "ghi chu ly hon o dau"
HERS = (*ASKED, MEANWHILE, AFTER)


@pytest.fixture
def data(tmp_path: Path, trained_model: Path) -> Path:
    """Where the service keeps everything; the model is there already."""
    (tmp_path / "rasa").symlink_to(trained_model.parents[1])
    return tmp_path


@asynccontextmanager
async def the_service(data: Path, bot: Gaps) -> AsyncIterator[RunningService]:
    """Once it is there the assistant answers; at the end nothing it wrote holds the token."""
    with run_service(data, OSSO_TELEGRAM_TOKEN=bot.token, OSSO_TELEGRAM_API_URL=bot.url) as running:
        # Beside us: the Bot API answers from this very thread.
        await asyncio.to_thread(running.until_ready)
        yield running
        if running.process.poll() is None:
            await asyncio.to_thread(running.stop)
        said = running.said.read_text()
        assert bot.token.split(":")[1] not in said
        assert "truong cong" not in said


async def she_is_answered(phone: Phone) -> None:
    """Without diacritics, and at most one tap away."""
    await phone.writes("ly hon can giay to gi")
    await phone.until(lambda texts: len(texts) > 1)
    shown = (await phone.sees())[-1]
    if DIVORCE in shown.buttons:
        await phone.taps(DIVORCE)
    await phone.until_she_reads("Luật Hôn nhân và gia đình 2014")


async def she_writes_and_it_dies(phone: Phone, service: RunningService) -> None:
    """Killed outright with an answer on its way, and she writes on."""
    phone.api.sends.clear()
    before = len(phone.api.of("sendMessage"))
    for text in ASKED:
        await phone.writes(text)
    async with asyncio.timeout(15):
        while len(phone.api.of("sendMessage")) == before:  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.02)
    service.process.send_signal(signal.SIGKILL)
    await asyncio.to_thread(service.process.wait, 10)
    await phone.writes(MEANWHILE)
    await asyncio.sleep(0.1)  # the line it died on is seen to be gone
    phone.api.sends.set()


async def she_asks_for_a_person(phone: Phone) -> str:
    """She says yes; gives her ticket's code."""
    await phone.writes("cho em gặp người thật")
    await phone.until_she_reads("Chị có đồng ý cho tư vấn viên")
    await phone.taps("Tôi đồng ý")
    told = await phone.until_she_reads("Mã của chị là")
    return told.partition("Mã của chị là ")[2].partition(". ")[0]


async def a_counsellor_answers(counsellor: Visitor, phone: Phone, code: str) -> None:
    page = (await counsellor.get(f"/desk/tickets/{code}")).text
    assert {text: page.count(text) for text in HERS} == dict.fromkeys(HERS, 1)
    claimed = await counsellor.post(f"/desk/tickets/{code}/claim")
    assert claimed.status == 303
    await counsellor.post(f"/desk/tickets/{code}/reply", id="1", text="Chào chị, tôi là Lan & Hoa.")
    await phone.until_she_reads("Chào chị, tôi là Lan & Hoa.")


async def test_she_is_answered_across_a_kill_and_reaches_a_counsellor(
    data: Path, bot: Gaps
) -> None:
    phone = Phone(bot)
    async with the_service(data, bot) as service:
        login, _ = service.login
        async with a_counsellor_at(service):
            pass  # has her own password now
        await she_is_answered(phone)
        before = len(await phone.texts())
        await she_writes_and_it_dies(phone, service)
    async with the_service(data, bot) as service:
        for words in ASKED.values():
            await phone.until_she_reads(words)
        await phone.until(lambda texts: len(texts) == before + 3)  # also to what she wrote last
        await phone.writes(AFTER)
        await phone.until_she_reads("ghi chú ly hôn")
        async with Visitor(the_desk(service)) as counsellor:
            await counsellor.sign_in(login)
            code = await she_asks_for_a_person(phone)
            await a_counsellor_answers(counsellor, phone, code)
        repeated = [text for text, times in Counter(await phone.texts()).items() if times > 1]
        assert repeated == []
