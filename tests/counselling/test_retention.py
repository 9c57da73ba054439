"""What is past its time goes as if she had erased it; what is not, stays."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.office import Office
from counselling.clock import utc_now
from counselling.permissions import User
from counselling.retention import Due, Periods, Retention
from tests.counselling.cast import FakeAssistant, Woman, an_office
from tests.looking import rows

PERIODS = Periods(chats=30, cases=365, records=730, backups=30)
NOTHING = Due(0, 0, 0, 0, 0)


@asynccontextmanager
async def in_days(office: Office, days: float) -> AsyncIterator[Retention]:
    """Retention as it is that many days from now."""

    def then() -> datetime:
        return utc_now() + timedelta(days=days)

    yield Retention(office.store, office.eraser, PERIODS, now=then)
    await office.eraser.settle()


def count(folder: Path, what: str) -> int:
    [(found,)] = rows(folder, f"SELECT count(*) FROM {what}")  # noqa: S608  # this file's words
    return int(found)


async def closed_case(office: Office, lan: User) -> str:
    code = await Woman(office, "case").asks_for_a_person()
    await office.casework.claim(code, by=lan)
    await office.casework.close(code, by=lan)
    return code


async def test_a_chat_goes_when_it_has_been_silent_for_its_days(
    office: Office, tmp_path: Path
) -> None:
    await Woman(office).says("chào")
    async with in_days(office, 29.9) as retention:
        assert await retention.run() == NOTHING
    async with in_days(office, 30.1) as retention:
        assert (await retention.due()).chats == 1
        assert (await retention.run()).chats == 1
    assert await Woman(office).texts() == []
    for table in ("conversation", "message", "outcome", "outbox"):
        assert count(tmp_path, table) == 0
    assert (await office.store.keys.ring()).keys == {}


async def test_a_running_ticket_keeps_its_conversation_however_old(office: Office) -> None:
    code = await Woman(office).asks_for_a_person()
    async with in_days(office, 5000) as retention:
        assert await retention.due() == NOTHING
        assert await retention.run() == NOTHING
    assert (await office.reception.state("webchat", "her-phone")).ticket == code


async def test_a_case_is_not_kept_longer_than_she_was_told(office: Office, lan: User) -> None:
    office.book.keep_cases_for(100)
    await closed_case(office, lan)
    office.book.keep_cases_for(365)  # the administrator chose another number since
    async with in_days(office, 99) as retention:
        assert (await retention.due()).cases == 0
    async with in_days(office, 101) as retention:
        assert (await retention.due()).cases == 1


async def test_a_case_goes_with_its_conversation_when_it_ended_long_ago(
    office: Office, lan: User, tmp_path: Path
) -> None:
    await closed_case(office, lan)
    async with in_days(office, 364) as retention:
        assert (await retention.run()).cases == 0
    async with in_days(office, 366) as retention:
        assert (await retention.run()).cases == 1
    for table in ("conversation", "message", "consent", "ticket", "ticket_event"):
        assert count(tmp_path, table) == 0


async def test_a_case_she_writes_in_again_stays(office: Office, lan: User) -> None:
    await closed_case(office, lan)
    await Woman(office, "case", count=10).says("chị lại có việc")
    async with in_days(office, 29) as retention:
        assert await retention.run() == NOTHING
    assert "chị lại có việc" in await Woman(office, "case").texts()


async def test_what_she_erased_leaves_its_cancelled_ticket_for_a_while_only(
    office: Office, tmp_path: Path
) -> None:
    await Woman(office).asks_for_a_person()
    await office.reception.erase("webchat", "her-phone")
    async with in_days(office, 29) as retention:
        assert (await retention.run()).husks == 0
    assert count(tmp_path, "ticket") == 1
    async with in_days(office, 31) as retention:
        assert (await retention.run()).husks == 1
    assert count(tmp_path, "ticket") == 0
    assert count(tmp_path, "conversation") == 0


async def test_the_audit_goes_in_its_time_many_lines_at_once(
    office: Office, lan: User, tmp_path: Path
) -> None:
    async with office.store.write() as tx:
        for number in range(1200):
            await tx.records.audit(lan.id, "view", str(number), at=utc_now())
    async with in_days(office, 731) as retention:
        assert (await retention.run()).records == 1200
    assert count(tmp_path, "audit WHERE what = 'view'") == 0


async def test_desk_sessions_that_have_ended_go(office: Office, lan: User, tmp_path: Path) -> None:
    await office.staff.start_session(lan)
    async with in_days(office, 2) as retention:
        assert (await retention.run()).sessions == 1
    assert count(tmp_path, "desk_session") == 0


async def test_the_audit_says_how_many_of_each_kind_and_nobodys_name(office: Office) -> None:
    await Woman(office).says("chào")
    async with in_days(office, 31) as retention:
        await retention.run()
    async with office.store.read() as tx:
        [line] = await tx.records.audit_lines(
            about="chats 1, cases 0, husks 0, records 0, sessions 0"
        )
    assert (line.who, line.what) == ("service", "retention")


async def test_what_would_go_is_only_looked_at(office: Office) -> None:
    await Woman(office).says("chào")
    async with in_days(office, 31) as retention:
        assert (await retention.due()).chats == 1
        assert (await retention.due()).chats == 1
    assert (await Woman(office).texts())[0] == "chào"


async def test_who_writes_while_it_runs_waits_for_no_more_than_one_removal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        for number in range(30):
            await Woman(office, f"phone-{number}").says("chào")
        order: list[str] = []
        remove = office.eraser.remove

        async def noted(conversation_id: str) -> bool:
            order.append("removed")
            return await remove(conversation_id)

        monkeypatch.setattr(office.eraser, "remove", noted)
        async with in_days(office, 31) as retention:
            running = asyncio.create_task(retention.run())
            while len(order) < 3:  # noqa: ASYNC110  # until it is in the middle
                await asyncio.sleep(0.001)
            await Woman(office, "new").says("em cần giúp")
            order.append("heard")
            await running
        assert 3 <= order.index("heard") < 25
        assert (await Woman(office, "new").texts())[0] == "em cần giúp"
