"""Counts outlive the conversations they are of, and say nothing of whose they were."""

from collections import Counter
from datetime import date, timedelta

import pytest

from app.office import Office
from counselling.assistant import Answered, Decision, Reply
from counselling.permissions import User
from counselling.store.counts import Cell
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
    assert await counted(office) == before
    await office.reception.erase("webchat", "other")
    assert await counted(office) == before


async def test_nothing_kept_of_her_names_her_conversation(office: Office) -> None:
    await Woman(office).says("ghi chú ly hôn ở đâu")
    await office.reception.erase("webchat", "her-phone")
    async with office.store.read() as tx:
        cells = await tx.counts.between(*TODAY)
    assert all(
        {*vars(cell)} == {"day", "kind", "channel", "language", "subject", "result"}
        for cell in cells
    )
    assert sum(cells.values()) == 2  # a conversation and a question


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
