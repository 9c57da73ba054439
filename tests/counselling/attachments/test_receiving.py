"""A picture or file she sends: kept for a counsellor she has let in, and for nobody else."""

import asyncio
from pathlib import Path

import pytest

from app.office import Office
from counselling.attachments.kinds import Kind
from counselling.conversations import Sender
from counselling.permissions import User
from tests.counselling.attachments.samples import HTML, PDF, PLACE, jpeg, stream
from tests.counselling.attachments.sender import NeverRead, sends
from tests.counselling.cast import FakeAssistant, Woman, an_office


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
