"""Messages go out in order, again after a failure, and not to a chat that is gone."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from counselling import outbox
from counselling.channels import DeliveryError, Inbound
from counselling.clock import utc_now
from counselling.live import MessageAdded, chat_topic
from tests.counselling.cast import FakeAssistant, PushChannel, Woman, an_office


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(outbox, "LONGEST_WAIT", 0.02)


async def test_after_a_failure_everything_arrives_in_order(tmp_path: Path) -> None:
    channel = PushChannel(errors=[DeliveryError("502"), DeliveryError("429", retry_after=0.02)])
    async with an_office(tmp_path, FakeAssistant(), channel) as office:
        woman = Woman(office, channel="push")
        await woman.says("một")
        await woman.says("hai")
        await office.outbox.settle()
    assert [message.text for message in channel.sent] == ["answer to một", "answer to hai"]


async def test_a_permanent_failure_is_not_tried_again(tmp_path: Path) -> None:
    channel = PushChannel(errors=[DeliveryError("blocked", permanent=True)])
    async with an_office(tmp_path, FakeAssistant(), channel) as office:
        woman = Woman(office, channel="push")
        await woman.says("một")
        await woman.says("hai")
    assert [message.text for message in channel.sent] == ["answer to hai"]


async def test_what_a_stop_left_undelivered_goes_out_after_the_restart(tmp_path: Path) -> None:
    stuck = PushChannel(errors=[DeliveryError("down") for _ in range(10_000)])
    async with an_office(tmp_path, FakeAssistant(), stuck) as office:
        await office.reception.receive(Inbound("push", "her-phone", "id-1", "một"))
        await office.turns.settle()
    assert stuck.sent == []
    async with an_office(tmp_path, FakeAssistant(), channel := PushChannel()) as office:
        await office.outbox.settle()
    assert [message.text for message in channel.sent] == ["answer to một"]


async def test_what_was_delivered_is_not_sent_again_after_a_restart(tmp_path: Path) -> None:
    async with an_office(tmp_path, FakeAssistant(), PushChannel()) as office:
        await Woman(office, channel="push").says("một")
    async with an_office(tmp_path, FakeAssistant(), channel := PushChannel()) as office:
        await office.outbox.settle()
    assert channel.sent == []


async def test_a_message_that_the_channel_never_takes_does_not_hold_up_the_next(
    tmp_path: Path,
) -> None:
    channel = PushChannel()
    async with an_office(tmp_path, FakeAssistant(), channel) as office:
        woman = Woman(office, channel="push")
        channel.errors.append(DeliveryError("too long", permanent=True))
        await woman.says("một")
        await woman.says("hai")
        async with office.store.read() as tx:
            conversation = await tx.conversations.at("push", "her-phone")
    assert [message.text for message in channel.sent] == ["answer to hai"]
    assert conversation is not None
    assert conversation.unreachable_since is None


async def test_what_could_not_reach_her_goes_out_when_she_writes_again(tmp_path: Path) -> None:
    channel = PushChannel(errors=[DeliveryError("blocked", gone=True)])
    async with an_office(tmp_path, FakeAssistant(), channel) as office:
        woman = Woman(office, channel="push")
        await woman.says("một")
        async with office.store.read() as tx:
            conversation = await tx.conversations.at("push", "her-phone")
        assert conversation is not None
        assert conversation.unreachable_since is not None
        await woman.says("hai")
    assert [message.text for message in channel.sent] == ["answer to một", "answer to hai"]


async def test_a_clock_set_back_a_day_holds_no_message_back_for_a_day(tmp_path: Path) -> None:
    channel = PushChannel(errors=[DeliveryError("502")])
    async with an_office(tmp_path, FakeAssistant(), channel) as office:
        office.outbox._now = lambda: utc_now() - timedelta(days=1)
        async with asyncio.timeout(10):
            await Woman(office, channel="push").says("một")
    assert [message.text for message in channel.sent] == ["answer to một"]


async def test_what_she_reads_here_is_not_put_on_its_way(tmp_path: Path) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        woman = Woman(office, channel="webchat")
        with office.live.subscribe(chat_topic("webchat", woman.address)) as shown:
            await woman.says("một")
            seen = [await shown.get() for _ in range(shown.qsize())]
        async with office.store.read() as tx:
            assert await tx.outbox.conversations() == []
    texts = [event.message.text for event in seen if isinstance(event, MessageAdded)]
    assert texts == ["một", "answer to một"]
