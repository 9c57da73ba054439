"""The live streams."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import ClientPayloadError, ClientResponse

from app.office import Office
from counselling.conversations import Sender
from counselling.live import DESK, QueueChanged, Typing, case_topic, chat_topic
from desk.desk import Desk
from tests.counselling.cast import Woman
from tests.desk.visitor import Visitor


@asynccontextmanager
async def listening(visitor: Visitor, path: str) -> AsyncIterator[ClientResponse]:
    response = await visitor.open("GET", path)
    assert response.status == 200
    assert response.content_type == "text/event-stream"
    await response.content.readuntil(b"\n\n")  # the browser's orders; from here on we are heard
    try:
        yield response
    finally:
        response.close()


async def hear(response: ClientResponse, *wanted: str) -> None:
    """Read until every wanted event has come."""
    missing = set(wanted)
    async with asyncio.timeout(5):
        while missing:
            piece = (await response.content.readuntil(b"\n\n")).decode()
            missing.discard(piece.partition("event: ")[2].partition("\n")[0])


async def test_a_new_ticket_reaches_the_open_queue(lan: Visitor, woman: Woman) -> None:
    async with listening(lan, "/desk/live") as stream:
        await woman.asks_for_a_person()
        await hear(stream, "queue")


async def test_another_message_of_hers_changes_the_queue(
    lan: Visitor, code: str, woman: Woman
) -> None:
    async with listening(lan, "/desk/live") as stream:
        await woman.says("có ai không")
        await hear(stream, "queue")


async def test_her_message_a_claim_and_her_typing_reach_the_open_ticket(
    lan: Visitor, hoa: Visitor, code: str, woman: Woman, office: Office
) -> None:
    conversation = (await woman.reads())[0].conversation_id
    async with listening(lan, f"/desk/tickets/{code}/live") as stream:
        await woman.says("có ai không")
        await hear(stream, "messages")
        await hoa.post(f"/desk/tickets/{code}/claim")
        await hear(stream, "state", "queue")
        office.live.publish(case_topic(conversation), Typing(Sender.WOMAN))
        await hear(stream, "typing")
        await office.reception.erase("webchat", "her-phone")
        await hear(stream, "erased")


async def test_the_counsellors_typing_reaches_her(lan: Visitor, code: str, office: Office) -> None:
    await lan.post(f"/desk/tickets/{code}/claim")
    with office.live.subscribe(chat_topic("webchat", "her-phone")) as events:
        assert (await lan.post(f"/desk/tickets/{code}/typing")).status == 204
        assert await asyncio.wait_for(events.get(), 5) == Typing(Sender.COUNSELLOR)


async def test_a_stream_never_carries_what_she_wrote(lan: Visitor, code: str, woman: Woman) -> None:
    async with listening(lan, f"/desk/tickets/{code}/live") as stream:
        await woman.says("điều bí mật")
        piece = await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 5)
        assert piece.replace(b"event: messages", b"").strip() in (
            b"data: now",
            b"event: queue\ndata: now",
        )


@pytest.mark.parametrize("busy", [False, True])
async def test_a_stream_ends_with_the_session(busy: bool, lan: Visitor, office: Office) -> None:
    async with listening(lan, "/desk/live") as stream:
        await hear(stream, "beat")
        await lan.post("/desk/logout")
        noise = asyncio.create_task(_noise(office)) if busy else None
        await hear(stream, "ended")
        assert await asyncio.wait_for(stream.content.read(), 5) == b""
        if noise:
            noise.cancel()


async def _noise(office: Office) -> None:
    while True:
        office.live.publish(DESK, QueueChanged("K7M-4RX"))
        await asyncio.sleep(0.02)


async def test_an_open_stream_does_not_keep_the_server_from_stopping(
    lan: Visitor, desk: Desk
) -> None:
    async with listening(lan, "/desk/live") as stream:
        await desk.streams.end_all(None)  # type: ignore[arg-type]  # the application is not looked at
        with suppress(ClientPayloadError):  # cut off in the middle, as browsers are used to
            await asyncio.wait_for(stream.content.read(), 5)


async def test_a_closed_page_is_forgotten(lan: Visitor, desk: Desk, office: Office) -> None:
    async with listening(lan, "/desk/live"):
        assert desk.streams.open == 1
    async with asyncio.timeout(5):
        while desk.streams.open:  # noqa: ASYNC110  # the server says nothing when it notices
            await asyncio.sleep(0.05)
