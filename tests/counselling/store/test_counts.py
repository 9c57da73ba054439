"""Counts outlive the conversations they are of, and say nothing of whose they were."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from app.office import Office
from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Message, Sender
from counselling.permissions import User
from counselling.store.cells import REPLY_WITHIN, Cell, within
from tests.counselling.cast import FakeAssistant, Woman

TODAY = (date(2020, 1, 1), date(2999, 1, 1))
ANSWER = Answered((Reply("Ở xã."),), Decision.ANSWER, faq="legal/record-foreign-divorce")


async def counted(office: Office) -> Counter[tuple[str, str, str, str]]:
    async with office.store.read() as tx:
        found = await tx.counts.between(*TODAY)
    return Counter(
        {(cell.kind, cell.language, cell.subject, cell.result): n for cell, n in found.items()}
    )


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant(replies={"ghi chú ly hôn ở đâu": ANSWER})


async def test_they_are_the_same_before_and_after_she_erases(office: Office, lan: User) -> None:
    woman = Woman(office)
    await woman.says("ghi chú ly hôn ở đâu")
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    await Woman(office, "other").says("ghi chú ly hôn ở đâu")
    before = await counted(office)
    assert before["question", "vi", "legal/record-foreign-divorce", "answer"] == 2
    assert before["danger", "vi", "violence", "red"] == 1
    assert before["case", "vi", "violence", "claimed"] == 1
    await office.reception.erase("webchat", "her-phone")
    before["case", "vi", "violence", "cancelled"] = before.pop(
        ("case", "vi", "violence", "claimed")
    )
    before["ended", "", "1h", "cancelled"] = 1
    assert await counted(office) == before
    await office.reception.erase("webchat", "other")
    assert await counted(office) == before


async def test_nothing_kept_of_her_names_her_conversation(office: Office) -> None:
    await Woman(office).says("ghi chú ly hôn ở đâu")
    await office.reception.erase("webchat", "her-phone")
    async with office.store.read() as tx:
        cells = await tx.counts.between(*TODAY)
    assert all(
        {*vars(cell)} == {"day", "kind", "channel", "language", "subject", "result", "office"}
        for cell in cells
    )
    assert Counter(cell.kind for cell in cells) == Counter(
        ["conversation", "question", "woman", "visit", "hour"]
    )


async def test_equal_ones_add_up_and_other_days_are_not_counted(office: Office) -> None:
    for number in range(3):
        await Woman(office, f"phone-{number}").says("ghi chú ly hôn ở đâu")
        await office.reception.erase("webchat", f"phone-{number}")
    async with office.store.read() as tx:
        found = await tx.counts.between(*TODAY)
        day = next(iter(found)).day
        later = await tx.counts.between(day + timedelta(days=1), TODAY[1])
    assert found[Cell(day, "conversation", "webchat", "vi", "", "")] == 3
    assert later == Counter()


async def written(office: Office, name: str, sender: Sender, *moments: datetime) -> None:
    """Lay messages into her conversation as if they had been written then."""
    async with office.store.write() as tx:
        conversation = await tx.conversations.at("webchat", name)
        assert conversation
        for at in moments:
            conversation.last_seq += 1
            seq = conversation.last_seq
            await tx.messages.add(Message(conversation.id, seq, sender, "…", at))
        await tx.conversations.save(conversation)


async def of_kind(office: Office, kind: str, first: date, last: date) -> Counter[str]:
    """How many by subject."""
    async with office.store.read() as tx:
        found = await tx.counts.between(first, last)
    sums: Counter[str] = Counter()
    for cell, number in found.items():
        sums[cell.subject] += number if cell.kind == kind else 0
    return +sums


@pytest.mark.parametrize(
    ("at", "day", "hour"),
    [
        ("2025-10-31T16:59:59+00:00", date(2025, 10, 31), "23"),
        ("2025-10-31T17:00:00+00:00", date(2025, 11, 1), "00"),
        ("2025-11-30T16:59:59+00:00", date(2025, 11, 30), "23"),
        ("2025-11-30T17:00:00+00:00", date(2025, 12, 1), "00"),
    ],
)
async def test_days_and_hours_are_those_of_viet_nam(
    office: Office, at: str, day: date, hour: str
) -> None:
    await Woman(office).says("xin chào")
    await written(office, "her-phone", Sender.WOMAN, datetime.fromisoformat(at))
    for first, last in ((day, day), (day - timedelta(days=40), day)):
        assert await of_kind(office, "hour", first, last) == {hour: 1}
        assert await of_kind(office, "visit", first, last) == {"": 1}
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    assert not await of_kind(office, "hour", before, before)
    assert not await of_kind(office, "hour", after, after)


async def test_a_woman_counts_once_a_month_on_her_first_day_of_it(office: Office) -> None:
    await Woman(office).says("xin chào")
    moments = [datetime(2026, 3, day, 3, tzinfo=UTC) for day in (5, 5, 9, 20)]
    await written(office, "her-phone", Sender.WOMAN, *moments, datetime(2026, 4, 1, 3, tzinfo=UTC))
    whole = (date(2026, 3, 1), date(2026, 4, 30))
    assert await of_kind(office, "woman", *whole) == {"": 2}
    assert await of_kind(office, "visit", *whole) == {"": 4}
    assert await of_kind(office, "woman", date(2026, 3, 5), date(2026, 3, 5)) == {"": 1}
    assert not await of_kind(office, "woman", date(2026, 3, 6), date(2026, 3, 31))
    await office.reception.erase("webchat", "her-phone")
    assert await of_kind(office, "woman", *whole) == {"": 2}
    assert await of_kind(office, "visit", *whole) == {"": 4}


async def test_a_ticket_says_how_long_until_a_counsellor_wrote_and_until_it_ended(
    office: Office, lan: User
) -> None:
    code = await Woman(office).asks_for_a_person()
    assert await of_kind(office, "reply", *TODAY) == {"never": 1}
    assert not await of_kind(office, "ended", *TODAY)
    await office.casework.claim(code, by=lan)
    for number, text in enumerate(("Chào chị", "Chị kể em nghe nhé")):
        await office.casework.reply(code, by=lan, text=text, external_id=str(number))
    assert await of_kind(office, "reply", *TODAY) == {"15min": 1}
    assert await of_kind(office, "session", *TODAY) == {"": 1}
    await office.casework.close(code, by=lan)
    assert await of_kind(office, "ended", *TODAY) == {"1h": 1}


@pytest.mark.parametrize(
    ("minutes", "name"),
    [(0, "15min"), (15, "15min"), (16, "1h"), (60, "1h"), (24 * 60, "1d"), (99999, "later")],
)
def test_a_time_belongs_to_the_first_limit_that_it_does_not_pass(minutes: int, name: str) -> None:
    assert within(timedelta(minutes=minutes), REPLY_WITHIN) == name
