"""What a database that takes nothing does to women: a clear "not saved", and nothing else lost."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.office import Office
from counselling import delivering
from counselling.channels import Inbound, Outbound
from counselling.reception import NotSaved
from counselling.store import engine
from counselling.store.not_saved import NotRead
from tests.counselling.cast import FakeAssistant, PushChannel, Woman, an_office
from tests.holding import away, be_impatient, held

BUSY = 0.2  # seconds, in place of five
CRY = Inbound("webchat", "her-phone", "cry", "chồng đang đánh em, cứu em với")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    be_impatient(monkeypatch, BUSY)
    monkeypatch.setattr(delivering, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(delivering, "LONGEST_PAUSE", 0.02)


@pytest.fixture
async def office(tmp_path: Path, impatient: None) -> AsyncIterator[Office]:
    async with an_office(tmp_path, FakeAssistant()) as opened:
        yield opened


async def test_sqlite_is_told_to_survive_a_power_cut_and_to_keep_no_erased_byte(
    office: Office,
) -> None:
    async with office.store._engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "secure_delete", "temp_store", "foreign_keys")
        found = [
            (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one() for name in asked
        ]
    assert found == ["wal", 2, 1, 2, 1]  # 2: FULL, and memory; https://sqlite.org/pragma.html


async def test_all_who_write_to_a_held_database_are_told_at_once_and_not_one_after_the_other(
    office: Office, tmp_path: Path
) -> None:
    messages = [Inbound("webchat", f"phone-{n}", f"m{n}", "chào") for n in range(30)]
    with held(tmp_path):
        began = time.monotonic()
        told = await asyncio.gather(
            *(office.reception.receive(one) for one in messages), return_exceptions=True
        )
        took = time.monotonic() - began
    assert {type(one) for one in told} == {NotSaved}
    assert took < 15 * BUSY
    receipts = [await office.reception.receive(one) for one in messages]
    assert [(one.seq, one.duplicate) for one in receipts] == [(1, False)] * 30


async def test_in_danger_she_is_told_whom_to_call_though_nothing_is_saved(
    office: Office, tmp_path: Path
) -> None:
    with held(tmp_path):
        with pytest.raises(NotSaved) as danger:
            await office.reception.receive(CRY)
        with pytest.raises(NotSaved) as calm:
            await office.reception.receive(Inbound("webchat", "her-phone", "1", "chào chị"))
    assert "113" in danger.value.numbers
    assert calm.value.numbers == ""
    assert await Woman(office).texts() == []


async def test_whom_to_call_is_told_in_the_language_she_wrote(
    office: Office, tmp_path: Path
) -> None:
    with held(tmp_path):
        for text, named in (("남편이 때려요, 살려 주세요", "경찰"), ("he hits me, help", "Police")):
            with pytest.raises(NotSaved) as danger:
                await office.reception.receive(Inbound("webchat", "her-phone", "1", text))
            assert named in danger.value.numbers


async def test_a_disk_that_became_read_only_refuses_and_is_well_again_by_itself(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    woman = Woman(office)
    await woman.says("một")
    with monkeypatch.context() as patch:
        patch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "query_only=ON"))
        await office.store._engine.dispose()
        with pytest.raises(NotSaved):
            await woman.says("hai")
        assert not await office.store.is_well()
    assert await office.store.is_well()
    await woman.says("ba")
    assert [text for text in await woman.texts() if "answer" not in text] == ["một", "ba"]


async def test_a_full_database_refuses_what_is_new_and_lets_everything_be_read(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    woman = Woman(office)
    await woman.says("một")
    with monkeypatch.context() as patch:
        patch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "max_page_count=1"))
        await office.store._engine.dispose()
        with pytest.raises(NotSaved):
            await _fill(office)
        before = await woman.texts()
        assert before[:2] == ["một", "answer to một"]
        await office.store._engine.dispose()
    await woman.says("hai")
    assert await woman.texts() == [*before, "hai", "answer to hai"]


async def _fill(office: Office) -> None:
    for number in range(40):  # the pages it has are filled first
        long = Inbound("webchat", f"phone-{number}", "long", "dài " * 900)
        await office.reception.receive(long)


async def test_one_that_cannot_be_read_is_not_saved_either(office: Office, tmp_path: Path) -> None:
    await office.store._engine.dispose()
    with away(tmp_path):
        with pytest.raises(NotSaved) as refused:
            await office.reception.receive(CRY)
        assert "113" in refused.value.numbers
        with pytest.raises(NotRead):
            await office.reception.history("webchat", "her-phone")
    assert (await office.reception.receive(CRY)).seq == 1


class HeldWhileSending(PushChannel):
    """Somebody takes the database just as a message has gone out."""

    folder: Path
    held: ExitStack | None = None

    async def send(self, outbound: Outbound) -> None:
        await super().send(outbound)
        if self.held is None:
            self.held = ExitStack()
            self.held.enter_context(held(self.folder))


async def test_what_went_out_is_sent_once_however_long_that_cannot_be_written_down(
    tmp_path: Path, impatient: None
) -> None:
    channel = HeldWhileSending()
    channel.folder = tmp_path
    async with an_office(tmp_path, FakeAssistant(), channel) as office:
        await office.reception.receive(Inbound("push", "her-phone", "1", "chào"))
        await office.turns.settle()
        await asyncio.sleep(4 * BUSY)
        assert channel.held
        channel.held.close()
        async with asyncio.timeout(10):
            await office.outbox.settle()
        async with office.store.read() as tx:
            assert await tx.outbox.conversations() == []
    assert [message.text for message in channel.sent] == ["answer to chào"]
