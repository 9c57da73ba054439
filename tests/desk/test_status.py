"""The page that says how the service stands: what is amiss is marked, and nobody is named."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.permissions import Role
from counselling.store.standing import Standing, Waiting
from desk.desk import Desk
from desk.status import Disk, Level, Status, Trouble
from tests.desk.people import add_user, signed_in
from tests.desk.visitor import Visitor

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
GOOD_DAY = Status(
    at=NOW,
    since=NOW - timedelta(days=3),
    ready=True,
    assistant="ready",
    model="osso-0123abcd",
    faq="ok",
    standing=Standing(outgoing={"telegram": Waiting(2, NOW - timedelta(seconds=5))}),
    channels=("webchat", "telegram"),
    daily=True,
    backup_at=NOW - timedelta(hours=9),
    stale_keys=0,
    disks={"data": Disk(50_000_000_000, 100_000_000_000)},
    troubles=(Trouble("counselling.delivering", "delivery failed", "warning", 3, NOW),),
)


async def a_status() -> Status:
    return GOOD_DAY


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


@pytest.mark.parametrize(
    ("change", "part", "level"),
    [
        ({}, "service", Level.WELL),
        ({"ready": False}, "service", Level.NOW),
        ({"standing": None}, "service", Level.NOW),
        ({}, "help", Level.WELL),
        ({"calls": {"nobody": 1}}, "help", Level.NOW),
        ({"unreached": 1}, "help", Level.LOOK),
        ({"standing": Standing(tickets={"emergency": Waiting(1, NOW)})}, "help", Level.NOW),
        ({"standing": Standing(tickets={"normal": Waiting(9, NOW)})}, "help", Level.WELL),
        ({}, "answers", Level.WELL),
        ({"assistant": "starting"}, "answers", Level.LOOK),
        ({"faq": "training"}, "answers", Level.WELL),
        ({"faq": "broken"}, "answers", Level.LOOK),
        ({"standing": Standing(turns=Waiting(1, ago(minutes=6)))}, "answers", Level.LOOK),
        ({}, "backups", Level.WELL),
        ({"daily": False}, "backups", Level.LOOK),
        ({"backup_at": None}, "backups", Level.LOOK),
        ({"backup_at": ago(hours=37)}, "backups", Level.LOOK),
        ({"stale_keys": 1}, "backups", Level.LOOK),
    ],
)
def test_what_is_amiss_is_marked_and_all_else_is_not(
    change: dict[str, object], part: str, level: Level
) -> None:
    assert getattr(replace(GOOD_DAY, **change), part) is level  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("free", "level"), [(5e10, Level.WELL), (9e9, Level.LOOK), (9e8, Level.NOW)]
)
def test_a_disk_that_fills_is_marked_in_time(free: float, level: Level) -> None:
    disks = {"data": Disk(int(free), 100_000_000_000)}
    assert replace(GOOD_DAY, disks=disks).disk("data") is level


def test_a_channel_that_keeps_messages_back_is_marked() -> None:
    late = Standing(outgoing={"telegram": Waiting(1, ago(minutes=6))})
    assert replace(GOOD_DAY, standing=late).channel("telegram") is Level.LOOK
    assert GOOD_DAY.channel("telegram") is Level.WELL


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, status=a_status)


@pytest.fixture
async def supervisor(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    user = await add_user(office, "thu", "Thu", Role.SUPERVISOR)
    async with Visitor(server) as visitor:
        await signed_in(office, visitor, user)
        yield visitor


async def test_a_supervisor_reads_it_in_her_language(supervisor: Visitor) -> None:
    page = (await supervisor.get("/desk/status")).text
    for words in ("Tình trạng hệ thống", "Kênh: Telegram", "osso-0123abcd", "delivery failed"):
        assert words in page
    assert 'href="/desk/status"' in (await supervisor.get("/desk")).text


async def test_who_may_not_see_it_is_not_told_that_it_is_there(lan: Visitor) -> None:
    answer = await lan.get("/desk/status")
    assert answer.status == 404
    assert "/desk/status" not in (await lan.get("/desk")).text
