"""A picture or file she sends: kept for a counsellor she has let in, and for nobody else."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.office import Office
from counselling.attachments.attachment import Arrival, Limits
from counselling.attachments.kinds import Kind
from counselling.conversations import Message, Sender
from counselling.permissions import User
from counselling.reception import NotSaved
from counselling.store.not_saved import NotSaved as StoreNotSaved
from tests.counselling.attachments.samples import HTML, PDF, PLACE, jpeg, png, stream
from tests.counselling.attachments.sender import sends
from tests.counselling.cast import FakeAssistant, Woman, an_office


class NeverRead:
    """Bytes that must not be fetched."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        pytest.fail("fetched without need")


async def cut_off() -> AsyncIterator[bytes]:
    yield png()[:20]
    raise ConnectionResetError


async def last_to_her(woman: Woman) -> Message:
    return next(m for m in reversed(await woman.reads()) if m.sender is not Sender.WOMAN)


async def test_once_a_counsellor_is_awaited_a_picture_is_kept_and_she_is_told(
    woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    receipt = await sends(woman, stream(jpeg()), name="anh.jpg", looks="photo")
    message, told = (await woman.reads())[-2:]
    assert (message.seq, message.text, message.sender) == (receipt.seq, "[ảnh]", Sender.WOMAN)
    assert told.sender is Sender.ASSISTANT
    assert "không xem được ảnh" in told.text
    assert "giữ lại cho tư vấn viên" in told.text
    [kept] = (await office.attachment_viewer.all_of(code, by=lan)).values()
    assert (kept.seq, kept.kind, kept.name, kept.shown) == (receipt.seq, "jpeg", "anh.jpg", True)
    opened = await office.attachment_viewer.open(code, receipt.seq, by=lan)
    assert opened
    assert opened.content.startswith(b"\xff\xd8")
    assert len(opened.content) == kept.size


async def test_before_she_lets_a_counsellor_in_nothing_is_fetched_and_a_person_is_offered(
    woman: Woman, office: Office, lan: User
) -> None:
    receipt = await sends(woman, NeverRead(), looks="photo")  # also as her very first message
    message, told = await woman.reads()
    assert (message.seq, message.text) == (receipt.seq, "[ảnh, không được giữ lại]")
    assert "không giữ lại gì" in told.text
    assert [choice.id for choice in told.choices] == ["person", "none"]
    code = await woman.asks_for_a_person()
    assert await office.attachment_viewer.all_of(code, by=lan) == {}


async def test_the_assistant_is_not_asked_about_it(tmp_path: Path) -> None:
    assistant = FakeAssistant()
    async with an_office(tmp_path, assistant) as office:
        await sends(Woman(office), b"a text that nobody reads")
    assert assistant.turns == []


@pytest.mark.parametrize(("language", "word"), [("vi", "tệp"), ("en", "file"), ("ko", "파일")])
async def test_she_is_told_in_her_language(woman: Woman, language: str, word: str) -> None:
    await sends(woman, PDF, language=language)
    message, told = await woman.reads()
    assert word in message.text
    assert word in told.text


async def test_while_a_counsellor_has_the_conversation_no_machine_speaks(
    woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    receipt = await sends(woman)
    assert (await woman.reads())[-1].seq == receipt.seq


async def test_that_something_was_not_kept_she_hears_also_then_and_from_the_office(
    woman: Woman, office: Office, lan: User
) -> None:
    await office.casework.claim(await woman.asks_for_a_person(), by=lan)
    await sends(woman, NeverRead(), size=10_000_001)
    assert (await woman.reads())[-1].sender is Sender.SYSTEM


async def test_after_she_took_her_yes_back_what_was_kept_is_gone_and_no_more_is_taken(
    woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    receipt = await sends(woman)
    await woman.taps("withdraw")
    assert "cũng đã được xóa" in (await woman.texts())[-1]
    await sends(woman, NeverRead())
    again = await woman.asks_for_a_person()
    for ticket in (code, again):
        assert await office.attachment_viewer.all_of(ticket, by=lan) == {}
        assert await office.attachment_viewer.open(ticket, receipt.seq, by=lan) is None


async def test_who_takes_her_yes_back_without_having_sent_any_hears_nothing_of_files(
    woman: Woman,
) -> None:
    await woman.asks_for_a_person()
    await woman.taps("withdraw")
    assert not any("cũng đã được xóa" in text for text in await woman.texts())


async def test_her_yes_taken_back_during_the_download_counts(
    woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()

    async def slowly() -> AsyncIterator[bytes]:
        yield png()[:20]
        await woman.taps("withdraw")
        yield png()[20:]

    await sends(woman, slowly())
    assert "không giữ lại gì" in (await last_to_her(woman)).text
    assert await office.attachment_viewer.all_of(code, by=lan) == {}


async def test_the_same_one_again_is_the_same_message_also_at_once(
    woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    before = len(await woman.reads())
    both = await asyncio.gather(*(sends(woman, id="77") for _ in range(5)))
    once_more = await sends(woman, NeverRead(), id="77")
    assert {receipt.seq for receipt in (*both, once_more)} == {both[0].seq}
    assert [receipt.duplicate for receipt in (*both, once_more)].count(False) == 1
    assert len(await woman.reads()) == before + 2
    assert len(await office.attachment_viewer.all_of(code, by=lan)) == 1


async def test_an_album_is_answered_once(woman: Woman) -> None:
    await woman.asks_for_a_person()
    before = len(await woman.reads())
    for _ in range(4):
        await sends(woman)
    assert len(await woman.reads()) == before + 5


@pytest.mark.parametrize("claimed", [None, 3])
async def test_what_is_too_large_is_not_kept_whatever_was_claimed(
    woman: Woman, office: Office, lan: User, claimed: int | None
) -> None:
    code = await woman.asks_for_a_person()
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield bytes(1_000_000)

    await sends(woman, endless(), size=claimed)
    assert read == 11
    assert "đến 10 MB" in (await last_to_her(woman)).text
    assert await office.attachment_viewer.all_of(code, by=lan) == {}


@pytest.mark.parametrize(
    "limits", [Limits(files=2), Limits(total_bytes=2 * len(PDF)), Limits(files=0)]
)
async def test_too_many_or_too_much_together_is_said_kindly_and_the_first_stay(
    tmp_path: Path, limits: Limits
) -> None:
    async with an_office(tmp_path, FakeAssistant(), attachment_limits=limits) as office:
        woman = Woman(office)
        await woman.asks_for_a_person()
        for _ in range(3):
            await sends(woman, PDF)
        assert "không còn chỗ" in (await last_to_her(woman)).text
        texts = [text for text in await woman.texts() if text.startswith("[")]
    kept = min(2, limits.files)
    assert texts == ["[tệp]"] * kept + ["[tệp, không được giữ lại]"] * (3 - kept)


async def test_what_did_not_arrive_whole_is_not_stored_and_can_be_handed_in_again(
    woman: Woman,
) -> None:
    await woman.asks_for_a_person()
    before = await woman.reads()
    with pytest.raises(ConnectionResetError):
        await sends(woman, cut_off(), id="9")
    assert await woman.reads() == before
    assert not (await sends(woman, id="9")).duplicate


async def test_what_can_never_be_fetched_she_is_asked_to_send_again(
    woman: Woman, office: Office
) -> None:
    await woman.asks_for_a_person()
    lost = Arrival(woman.channel, woman.address, "9", "photo")
    receipt = await office.attachments.lost(lost)
    message, told = (await woman.reads())[-2:]
    assert (message.seq, message.text) == (receipt.seq, "[ảnh, không được giữ lại]")
    assert "chưa đến nơi" in told.text
    assert (await office.attachments.lost(lost)).duplicate
    await sends(woman, b"")
    assert "chưa đến nơi" in (await last_to_her(woman)).text


async def test_neither_name_nor_claim_makes_a_picture_of_a_page(
    woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    receipt = await sends(woman, HTML, name="anh.jpg", looks="photo")
    kept = (await office.attachment_viewer.all_of(code, by=lan))[receipt.seq]
    assert (kept.kind, kept.shown) == (Kind.TEXT, False)
    assert (await woman.reads())[receipt.seq - 1].text == "[tệp]"


async def test_where_a_photo_was_taken_never_reaches_the_office(
    woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    receipt = await sends(woman, jpeg())
    opened = await office.attachment_viewer.open(code, receipt.seq, by=lan)
    assert opened
    assert PLACE not in opened.content


async def test_each_look_at_one_is_audited_by_its_number(
    woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    receipt = await sends(woman)
    for _ in range(3):
        await office.attachment_viewer.open(code, receipt.seq, by=lan)
    async with office.store.read() as tx:
        lines = await tx.records.audit_lines(about=code)
    assert [(line.who, line.what) for line in lines] == [(lan.id, f"view_file {receipt.seq}")]


async def test_a_locked_database_takes_nothing_and_says_so(
    woman: Woman, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await woman.asks_for_a_person()

    def locked(**_: object) -> None:
        raise StoreNotSaved

    with monkeypatch.context() as patch:
        patch.setattr(office.store, "write", locked)
        with pytest.raises(NotSaved):
            await sends(woman, id="3")
    assert not (await sends(woman, id="3")).duplicate
