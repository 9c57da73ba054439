"""The Official Account: signatures, windows, refusals, and what else its events bring."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from counselling.clock import utc_now
from counselling.conversations import Sender
from counselling.scribe import Scribe
from counselling.store.not_saved import NotSaved
from counselling.taking_in import TakingIn
from tests.connectors.zalo.open_api import WHEN, OpenApi, signature
from tests.connectors.zalo.room import LAN, Room, an_account, line
from tests.counselling.attachments.samples import jpeg

HELP = "chồng đang đánh em, cứu em với"


async def test_what_she_writes_is_stored_once_and_answered_once(
    oa: Room, open_api: OpenApi
) -> None:
    event = open_api.event(LAN, text="xin chào 🙂 안녕하세요")
    assert [await open_api.deliver(event) for _ in range(3)] == [200, 200, 200]
    await oa.settle()

    assert await oa.hers() == ["xin chào 🙂 안녕하세요"]
    assert open_api.texts(LAN)[0].startswith(line("welcome_zalo_oa"))
    assert open_api.texts(LAN).count("answer to xin chào 🙂 안녕하세요") == 1


async def test_the_signature_is_taken_in_each_way_that_sources_tell(
    oa: Room, open_api: OpenApi
) -> None:
    body = json.dumps(open_api.event(LAN, text="x")).encode()
    bare, in_header = signature(body), signature(body, "1700000000000")
    ways = [
        {"X-ZEvent-Signature": bare},
        {"X-ZEvent-Signature": f"mac={bare.upper()}"},
        {"X-ZEvent-Signature": f"mac={in_header}", "X-ZEvent-Timestamp": "1700000000000"},
    ]
    assert [await open_api.deliver(body, **headers) for headers in ways] == [200] * 3
    await oa.settle()

    assert await oa.hers() == ["x"]


async def test_without_the_right_signature_there_is_nothing_here(
    oa: Room, open_api: OpenApi
) -> None:
    body = json.dumps(open_api.event(LAN, text="x")).encode()
    wrong = [
        {"X-ZEvent-Signature": f"mac={signature(body, secret='guessed')}"},
        {"X-ZEvent-Signature": f"mac={signature(body + b' ')}"},
        {"X-ZEvent-Timestamp": WHEN},
    ]
    assert [await open_api.deliver(body, **headers) for headers in wrong] == [404] * 3
    await oa.settle()

    assert await oa.reads() == []


async def test_zalo_may_try_the_address_out(oa: Room, open_api: OpenApi) -> None:
    assert await open_api.deliver(b"{}", **{"Content-Type": "application/json"}) == 200
    assert list(oa.folder.rglob("*.laid")) == []


async def test_under_load_everything_is_confirmed_before_it_is_stored_and_then_all_of_it_is(
    oa: Room, open_api: OpenApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise NotSaved("busy")

    chats = [f"c{number}" for number in range(20)]
    with monkeypatch.context() as busy:
        busy.setattr(TakingIn, "take", full)
        for number in range(3):
            events = [open_api.event(chat, text=f"tin {number}") for chat in chats]
            async with asyncio.timeout(2):  # so long Zalo waits
                assert set(await asyncio.gather(*map(open_api.deliver, events))) == {200}
    await oa.settle()

    for chat in chats:
        assert await oa.hers(chat) == ["tin 0", "tin 1", "tin 2"]


async def test_pictures_and_files_reach_the_counsellor_who_was_let_in(
    oa: Room, open_api: OpenApi
) -> None:
    for text in (HELP, "1"):
        await open_api.deliver(open_api.event(LAN, text=text))
        await oa.settle()
    url = open_api.url + open_api.shelf.put("a.jpg", jpeg())
    two = [{"type": "image", "payload": {"thumbnail": url, "url": url}}] * 2
    paper = {"url": url, "size": "900", "name": "giấy.pdf", "checksum": "x", "type": "pdf"}
    one = [{"type": "file", "payload": paper}]
    await open_api.deliver(open_api.event(LAN, "image", text="ảnh đây", attachments=two))
    await open_api.deliver(open_api.event(LAN, "file", attachments=one))
    await oa.settle()

    kept = line("attachment_photo")
    assert (await oa.hers())[2:] == ["ảnh đây", kept, kept, kept]


@pytest.mark.parametrize(
    ("kind", "said"), [("audio", "voice"), ("gif", "sticker"), ("location", "location")]
)
async def test_what_we_cannot_read_is_answered_kindly(
    oa: Room, open_api: OpenApi, kind: str, said: str
) -> None:
    await open_api.deliver(open_api.event(LAN, kind, attachments=[{"payload": {"url": "x"}}]))
    await oa.settle()

    assert await oa.hers() == [line(f"sent_{said}")]


async def test_while_somebody_answers_her_at_zalo_the_assistant_is_silent(
    oa: Room, open_api: OpenApi
) -> None:
    await open_api.deliver(open_api.event(LAN, text="xin chào"))
    await oa.settle()
    by_hand = open_api.event("388613280878808645", text="Chị đây")
    by_hand["sender"] |= {"admin_id": "6142494823"}
    await open_api.deliver(by_hand | {"event_name": "oa_send_text", "recipient": {"id": LAN}})
    await oa.settle()
    before = len(open_api.sent)
    await open_api.deliver(open_api.event(LAN, text="em muốn hỏi"))
    await oa.settle()

    assert len(open_api.sent) == before
    assert [m.text for m in await oa.reads() if m.sender is Sender.COUNSELLOR] == ["Chị đây"]


async def test_what_the_account_itself_sent_and_who_saw_it_is_left_alone(
    oa: Room, open_api: OpenApi
) -> None:
    for name in ("oa_send_text", "user_seen_message", "follow"):
        await open_api.deliver(open_api.event(LAN, text="x") | {"event_name": name})
    await oa.settle()

    assert await oa.reads() == []


async def test_who_stops_following_is_out_of_reach_until_she_writes_again(
    oa: Room, open_api: OpenApi
) -> None:
    await open_api.deliver(open_api.event(LAN, text="xin chào"))
    await oa.settle()
    gone = {"event_name": "unfollow", "follower": {"id": LAN}, "timestamp": WHEN}
    await open_api.deliver(gone)
    await oa.settle()
    assert await _unreachable(oa)
    await open_api.deliver(open_api.event(LAN, text="em đây"))
    await oa.settle()

    assert not await _unreachable(oa)


async def test_a_closed_window_is_noted_and_what_she_missed_comes_when_she_writes(
    oa: Room, open_api: OpenApi
) -> None:
    open_api.wrong.append(-230)
    await open_api.deliver(open_api.event(LAN, text="xin chào"))
    await oa.settle()
    assert await _unreachable(oa)
    await open_api.deliver(open_api.event(LAN, text="em đây"))
    await oa.settle()

    answers = [text for text in open_api.texts(LAN) if text.startswith("answer")]
    assert answers == ["answer to xin chào", "answer to em đây"]


async def test_after_seven_days_nothing_is_even_tried(tmp_path: Path, open_api: OpenApi) -> None:
    late = timedelta()
    async with an_account(tmp_path, open_api, now=lambda: utc_now() + late) as oa:
        await open_api.deliver(open_api.event(LAN, text="xin chào"))
        await oa.settle()
        before = len(open_api.sent)
        late = timedelta(days=7, minutes=1)
        await _office_writes(oa)
        assert len(open_api.sent) == before


async def test_a_message_that_zalo_never_takes_holds_up_no_other(
    oa: Room, open_api: OpenApi
) -> None:
    open_api.wrong.append(-201)
    await open_api.deliver(open_api.event(LAN, text="xin chào"))
    await oa.settle()

    assert open_api.texts(LAN) == ["answer to xin chào"]


async def test_an_access_token_that_ended_is_renewed_and_the_message_goes_out(
    oa: Room, open_api: OpenApi
) -> None:
    await open_api.deliver(open_api.event(LAN, text="một"))
    await oa.settle()
    open_api.access = "taken back"
    await open_api.deliver(open_api.event(LAN, text="hai"))
    await oa.settle()

    assert open_api.texts(LAN)[-1] == "answer to hai"
    assert open_api.renewed == 2


async def _unreachable(oa: Room) -> bool:
    async with oa.office.store.read() as tx:
        conversation = await tx.conversations.at("zalo_oa", oa.address())
    return bool(conversation and conversation.unreachable_since)


async def _office_writes(oa: Room) -> None:
    """Something of the office's, long after she wrote."""
    async with oa.office.store.write() as tx:
        conversation = await tx.conversations.at("zalo_oa", oa.address())
        assert conversation
        scribe = Scribe(tx, conversation, utc_now)
        await scribe.write(Sender.SYSTEM, "tin của văn phòng")
        await tx.conversations.save(conversation)
    oa.office.outbox.wake(conversation.id)
    await oa.office.outbox.settle()
