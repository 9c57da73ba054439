"""What the transcript tells of each message beside its words."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.office import Office
from counselling.assistant import Answered, Candidate, Decision, Reply
from counselling.channels import DeliveryError
from counselling.consents import WITHDRAW
from counselling.permissions import Role, User
from counselling.store.deliveries import OnItsWay
from counselling.talk.reading import Way, judge
from tests.counselling.cast import ANYWHERE, FakeAssistant, PushChannel, Woman, an_office

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=8)


@pytest.mark.parametrize(
    ("row", "way", "until"),
    [
        (OnItsWay(1, "pending", 0, NOW), Way.WAITING, None),
        (OnItsWay(1, "pending", 0, LATER), Way.HELD, LATER),
        (OnItsWay(1, "pending", 3, LATER), Way.AGAIN, LATER),
        (OnItsWay(1, "failed", 1, NOW), Way.FAILED, None),
        (OnItsWay(1, "refused", 1, NOW), Way.REFUSED, None),
    ],
)
def test_a_row_of_the_outbox_is_told_as_what_it_means(
    row: OnItsWay, way: Way, until: datetime | None
) -> None:
    assert (judge(row, NOW).way, judge(row, NOW).until) == (way, until)


@pytest.mark.parametrize(
    ("error", "way"),
    [
        (DeliveryError("net", retry_after=60), Way.AGAIN),
        (DeliveryError("too long", permanent=True), Way.REFUSED),
        (DeliveryError("blocked", permanent=True, gone=True), Way.FAILED),
    ],
)
async def test_what_the_channel_said_of_a_reply_is_seen_at_the_desk(
    tmp_path: Path, error: DeliveryError, way: Way
) -> None:
    channel = PushChannel()
    async with an_office(tmp_path, FakeAssistant(), channel) as office:
        woman = Woman(office, channel="push")
        code = await woman.asks_for_a_person()
        lan = await office.staff.add(
            "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
        )
        await office.casework.claim(code, by=lan)
        await office.outbox.settle()
        channel.errors.append(error)
        seq = await office.casework.reply(code, by=lan, text="Chào chị", external_id="1")
        async with asyncio.timeout(5):
            while await way_of(office, code, seq) is Way.WAITING:  # noqa: ASYNC110  # the store knows
                await asyncio.sleep(0.01)
        assert await way_of(office, code, seq) is way


async def way_of(office: Office, code: str, seq: int) -> Way | None:
    found = (await office.casework.talk.reading.insight(code, by=ANYWHERE)).deliveries.get(seq)
    return found.way if found else None


async def test_what_arrived_is_not_told_of(office: Office, lan: User, code: str) -> None:
    await office.casework.reply(code, by=lan, text="Chào chị", external_id="1")
    await office.outbox.settle()
    assert (await office.casework.talk.reading.insight(code, by=lan)).deliveries == {}


async def test_what_the_assistant_made_of_her_words_is_told(
    office: Office, woman: Woman, assistant: FakeAssistant, lan: User
) -> None:
    near = (Candidate("legal/id-card", 0.61), Candidate("legal/custody", 0.58))
    assistant.replies["giấy tờ?"] = Answered(
        (Reply("Ý chị là?"),), Decision.CLARIFY, candidates=near
    )
    seq = await woman.says("giấy tờ?")
    code = await woman.asks_for_a_person()
    made = (await office.casework.talk.reading.insight(code, by=lan)).made
    assert made[seq].decision is Decision.CLARIFY
    assert made[seq].candidates == ("legal/id-card", "legal/custody")
    assert (made[seq].language, made[seq].typed) == ("vi", True)


async def test_once_she_takes_her_yes_back_nothing_is_told(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    await woman.taps(WITHDRAW)
    insight = await office.casework.talk.reading.insight(code, by=lan)
    assert (insight.deliveries, insight.made) == ({}, {})


async def test_a_message_still_on_its_way_is_told_as_such(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    async with office.store.write() as tx:
        conversation = await tx.conversations.at("webchat", woman.address)
        assert conversation
        await tx.outbox.add(conversation.id, 1, at=datetime.now(UTC), urgent=False)
    assert await way_of(office, code, 1) is Way.WAITING
