"""Nothing lost, nothing twice: idempotent ids, resuming, several screens, slow readers."""

import asyncio
import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import ClientSession, TCPConnector

from connectors.webchat.channel import WebChatChannel
from connectors.webchat.rules import CHANNEL, Rules
from connectors.webchat.sessions import address_of
from counselling.channels import Outbound
from counselling.conversations import Message, Sender
from counselling.live import MessageAdded, Resync, chat_topic
from tests.connectors.webchat.hall import Hall, Screen, a_hall
from tests.counselling.cast import FakeAssistant


async def test_the_same_id_again_gets_the_same_ack_and_makes_no_second_message(
    hall: Hall, screen: Screen
) -> None:
    first = await screen.say("một lần", "once")
    again = await screen.say("một lần", "once")
    assert first == again
    await hall.settle()
    async with hall.screen(screen.session) as other:
        assert [m["text"] for m in other.messages] == ["một lần", "answer to một lần"]


async def test_hello_with_after_brings_exactly_what_was_missed(hall: Hall) -> None:
    async with hall.screen() as screen:
        await screen.say("một")
        await screen.until("message", seq=2)
        session = screen.session
        await screen.say("hai")
    await hall.settle()
    async with hall.screen(session, after=2) as screen:
        assert screen.numbers == [3, 4]
    async with hall.screen(session, after=4) as screen:
        assert screen.numbers == []
        assert screen.session == session


async def test_an_after_beyond_the_end_does_not_hide_what_comes(hall: Hall) -> None:
    async with hall.screen() as screen:
        await screen.say("một")
        await screen.until("message", seq=2)
    async with hall.screen(screen.session, after=900) as late:
        assert late.session == screen.session
        await late.say("hai")
        await late.until("message", seq=4)
        assert late.numbers == [3, 4]


async def test_both_tabs_get_everything_in_order_and_once(hall: Hall) -> None:
    async with hall.screen() as one, hall.screen(one.session) as other:
        for number in range(5):
            await one.say(f"từ một {number}")
            await other.say(f"từ hai {number}")
        await one.until("message", seq=20)
        await other.until("message", seq=20)
        assert one.numbers == other.numbers == list(range(1, 21))
        assert [m["text"] for m in one.messages] == [m["text"] for m in other.messages]


async def test_who_comes_back_while_messages_arrive_gets_each_once(hall: Hall) -> None:
    async with hall.screen() as writer:
        await writer.say("mở đầu")

        async def join(delay: float) -> list[int]:
            await asyncio.sleep(delay)
            async with hall.screen(writer.session) as reader:
                await reader.has(12)
                return reader.numbers

        joining = [asyncio.create_task(join(step / 100)) for step in range(8)]
        for number in range(5):
            await writer.say(f"tin {number}")
        assert await asyncio.gather(*joining) == [list(range(1, 13))] * 8


async def test_a_screen_that_fell_behind_reads_anew(hall: Hall, screen: Screen) -> None:
    hall.office.outbox._channels = {CHANNEL: HeldChannel(WebChatChannel(hall.office.live))}
    await screen.say("một")
    await hall.office.turns.settle()
    hall.office.live.publish(chat_topic(CHANNEL, address_of(screen.session)), Resync())
    await screen.has(2)
    assert screen.numbers == [1, 2]


async def test_news_out_of_order_is_put_in_order(hall: Hall, screen: Screen) -> None:
    held = HeldChannel(WebChatChannel(hall.office.live))
    hall.office.outbox._channels = {CHANNEL: held}
    await screen.say("một")
    await hall.office.turns.settle()
    await screen.say("hai")
    await screen.has(3)
    held.gate.set()
    await screen.has(4)
    assert screen.numbers == [1, 2, 3, 4]


@dataclass
class HeldChannel:
    """Delivers only once the gate is open, as an outbox does that lags behind."""

    onward: WebChatChannel
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    name: str = CHANNEL
    pushes: bool = False

    async def send(self, outbound: Outbound) -> None:
        await self.gate.wait()
        await self.onward.send(outbound)


async def test_a_reader_who_takes_nothing_is_dropped(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), Rules(patience=0.3)) as hall:
        connector = TCPConnector(socket_factory=_narrow)
        url = hall.server.make_url("/chat/socket")
        async with (
            ClientSession(connector=connector) as session,
            session.ws_connect(url) as line,
        ):
            screen = Screen(line)
            await screen.hello()
            topic = chat_topic(CHANNEL, address_of(screen.session))
            assert line._response.connection is not None
            transport = line._response.connection.transport
            assert transport is not None
            transport.pause_reading()
            for seq in range(1, 60):
                hall.office.live.publish(topic, MessageAdded(_huge(seq)))
            async with asyncio.timeout(10):
                while topic in hall.office.live._readers:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            transport.abort()


def _narrow(addr_info: tuple[object, ...]) -> socket.socket:
    family, kind, proto = addr_info[:3]
    made = socket.socket(family, kind, proto)  # type: ignore[arg-type]
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    return made


def _huge(seq: int) -> Message:
    return Message("c", seq, Sender.ASSISTANT, "a" * 200_000, datetime.now(UTC))
