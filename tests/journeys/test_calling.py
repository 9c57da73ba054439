"""From her first word in danger to the counsellor who comes: real ways out, a clock that is turned.

Telegram is a strict Bot API on loopback, e-mail a real SMTP server there.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.duty import DutyBook
from app.office import Office
from app.paging import calling
from app.settings import load_settings
from counselling.duty.page import PageState
from counselling.duty.pager import Pager
from counselling.permissions import Role
from counselling.scribe import Announcer
from tests.connectors.paging.bot_api import TOKEN, BotApi, a_bot_api, refusal
from tests.connectors.paging.mail_server import MailServer, a_mail_server
from tests.counselling.cast import BOOK, FakeAssistant, Woman, an_office
from tests.counselling.duty.duty_cast import Clock, told
from tests.desk.people import add_user

DUTY = """
- {id: lan, name: Lan, language: vi, telegram: 111}
- {id: hoa, name: Hoa, language: en, email: hoa@example.org}
"""


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with a_bot_api() as running:
        yield running


@pytest.fixture
async def mail() -> AsyncIterator[MailServer]:
    async with a_mail_server() as running:
        yield running


@pytest.fixture
def set_up(tmp_path: Path, api: BotApi, mail: MailServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "duty.yml").write_text(DUTY)
    for name, value in {
        "DATA_DIR": str(tmp_path),
        "PUBLIC_URL": "https://chat.example.org",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "MAIL_URL": f"smtp://127.0.0.1:{mail.port}",
        "MAIL_FROM": "duty@office.example",
    }.items():
        monkeypatch.setenv(f"OSSO_{name}", value)
    return tmp_path


@asynccontextmanager
async def a_run(folder: Path, clock: Clock) -> AsyncIterator[tuple[Office, Pager]]:
    """One run of the service, its calls driven by hand."""
    async with an_office(folder, FakeAssistant()) as office:
        how = calling(load_settings(folder / "none"), DutyBook(folder))
        announcer = Announcer(office.live, office.outbox)
        pager = Pager(office.store, announcer, office.live, BOOK.faq, how, now=clock)
        await pager.take_stock()
        yield office, pager
        await pager.settle()
        for way in how.ways.values():
            await way.close()


async def looks(pager: Pager) -> None:
    for _ in range(3):
        await pager.look()
        await pager.settle()


async def test_she_writes_says_yes_and_the_second_who_is_called_comes(
    set_up: Path, api: BotApi, mail: MailServer
) -> None:
    clock = Clock()
    api.refusals += [502, refusal(429, "Too Many Requests: retry after 3", retry_after=3)]
    async with a_run(set_up, clock) as (office, pager):
        woman = Woman(office)
        code = await woman.asks_for_a_person()
        await looks(pager)  # page 1: Telegram is down
        clock.turn(2 / 60)
        await looks(pager)  # it is too busy
        clock.turn(3 / 60)
        await looks(pager)
        assert [form["chat_id"] for form in api.sent] == ["111"]
        clock.turn(4)
        await looks(pager)
        assert mail.taken == []
    async with a_run(set_up, clock) as (office, pager):  # the service was started anew
        woman = Woman(office, count=10)
        await looks(pager)
        clock.turn(1)
        await looks(pager)  # page 2
        assert [recipient for recipient, _ in mail.taken] == ["hoa@example.org"]
        assert len(api.sent) == 1
        assert await told(woman) == ["begun", "next"]
        hoa = await add_user(office, "hoa", "Hoa", Role.COUNSELLOR)
        await office.casework.claim(code, by=hoa)
        before = await woman.texts()
        clock.turn(60)
        await looks(pager)
        assert await woman.texts() == before
        states = [call.state for call in (await office.casework.ticket(code, by=hoa)).calls]
    assert states == [PageState.DELIVERED, PageState.DELIVERED]
    assert (len(api.sent), len(mail.taken)) == (1, 1)


async def test_nothing_that_goes_out_names_her_her_danger_or_the_ticket(
    set_up: Path, api: BotApi, mail: MailServer
) -> None:
    clock = Clock()
    async with a_run(set_up, clock) as (office, pager):
        code = await Woman(office).asks_for_a_person()
        await looks(pager)
        clock.turn(5)
        await looks(pager)
    outward = f"{api.sent} {mail.taken[0][1].as_string()}"
    for word in (code, "đánh", "chồng", "cứu", "her-phone", "violence"):
        assert word not in outward
    assert "https://chat.example.org/desk" in outward
