"""What she wrote anew before she came back is joined with the old, and nothing is lost."""

import asyncio

import pytest

from app.office import Office
from counselling.channels import Inbound
from counselling.conversations import Handler, Sender
from counselling.permissions import User
from counselling.store.tables import metadata
from tests.counselling.cast import ANYWHERE, FakeAssistant, Woman

pytestmark = pytest.mark.usefixtures("returning")


async def test_what_she_wrote_meanwhile_follows_in_order_and_can_be_read(
    woman: Woman, office: Office, code: str
) -> None:
    young = Woman(office, address="library")
    await young.says("tôi quên số rồi")
    await young.says("à, nhớ ra rồi")
    old, new = await woman.texts(), await young.texts()
    await young.comes_back(code, to="library-2")
    assert await young.texts() == [*old, *new]
    assert [message.seq for message in await young.reads()] == list(range(1, len(old + new) + 1))
    await young.says("còn đây không?")
    assert (await young.texts())[-1] == "answer to còn đây không?"


async def test_a_message_sent_again_after_coming_back_is_still_the_same(
    office: Office, code: str
) -> None:
    young = Woman(office, address="library")
    await young.says("tôi đây")
    await young.comes_back(code, to="library-2")
    count = len(await young.reads())
    again = Inbound("webchat", young.address, "library-1", "tôi đây")
    assert (await office.reception.receive(again)).duplicate
    assert len(await young.reads()) == count


async def test_a_turn_that_was_due_is_taken_in_the_joined_conversation(
    office: Office, code: str, assistant: FakeAssistant
) -> None:
    assistant.gate = asyncio.Event()
    await office.reception.receive(Inbound("webchat", "library", "1", "đang chờ"))
    young = Woman(office, address="library")
    back = asyncio.create_task(young.comes_back(code, to="library-2"))
    await asyncio.sleep(0.1)
    assistant.gate.set()
    await back
    assert (await young.texts())[-2:] == ["đang chờ", "answer to đang chờ"]


async def test_of_two_tickets_the_counsellors_stays_and_the_other_names_it(
    woman: Woman, office: Office, lan: User
) -> None:
    kept = await woman.asks_for_a_person()
    code = await woman.takes_a_code()
    await office.casework.claim(kept, by=lan)
    young = Woman(office, address="library")
    gone = await young.asks_for_a_person()
    await young.comes_back(code, to="library-2")
    assert (await office.reception.state("webchat", "library-2")).ticket == kept
    assert [row.code for row in await office.casework.queue(by=ANYWHERE)] == [kept]
    ended = await office.casework.ticket(gone, by=lan)
    assert [event.what for event in ended.events][-1] == f"merged {kept}"
    view = await office.casework.ticket(kept, by=lan)
    assert [event.what for event in view.events][-2:] == [f"took_in {gone}", "returned"]


async def test_a_ticket_of_the_young_conversation_comes_along_with_its_counsellor(
    office: Office, lan: User, code: str
) -> None:
    young = Woman(office, address="library")
    ticket = await young.asks_for_a_person()
    await office.casework.claim(ticket, by=lan)
    await young.comes_back(code, to="library-2")
    state = await office.reception.state("webchat", "library-2")
    assert (state.handler, state.ticket) == (Handler.COUNSELLOR, ticket)
    await office.casework.reply(ticket, by=lan, text="Chào chị", external_id="1")
    assert (await young.texts())[-1] == "Chào chị"
    read = [message.text for message in await office.casework.transcript(ticket, by=lan)]
    assert "con tôi chưa khai sinh" in read


async def test_nothing_of_the_young_conversation_is_left_behind(office: Office, code: str) -> None:
    young = Woman(office, address="library")
    await young.says("tạm thời")
    await young.sets_the_word("hoa sen")
    await young.comes_back(code, to="library-2")
    assert (await office.returning.kept("webchat", "library-2")).word
    assert await Woman(office, address="library").reads() == []
    said = [m.text for m in await young.reads() if m.sender is Sender.WOMAN]
    assert said == ["con tôi chưa khai sinh", "tạm thời"]


def test_every_table_that_hangs_on_a_conversation_is_joined() -> None:
    """A new table must be thought of in store/joining.py (or, like the outbox, left behind)."""
    hanging = {
        table.name
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "conversation"
    }
    joined = {
        "message",
        "outcome",
        "feedback",
        "consent",
        "ticket",
        "return_code",
        "wish",
        "outside",
        "attachment",
    }
    assert hanging == joined | {"outbox"}


async def test_the_key_of_the_young_conversation_is_destroyed_once_all_is_moved(
    office: Office, woman: Woman, code: str
) -> None:
    again = Woman(office, address="another phone")
    await again.says("em viết lại từ đầu")
    young = await _id_of(office, "another phone")

    await again.comes_back(code, to="library")

    assert young not in (await office.store.keys.ring()).keys


async def test_a_crash_before_the_key_is_destroyed_is_made_good_at_the_next_start(
    office: Office, woman: Woman, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = Woman(office, address="another phone")
    await again.says("em viết lại từ đầu")
    young = await _id_of(office, "another phone")

    async def crash(*_: object, **__: object) -> None:
        raise ConnectionAbortedError

    with monkeypatch.context() as broken:
        broken.setattr(office.store.keys, "destroy", crash)
        with pytest.raises(ConnectionAbortedError):
            await again.comes_back(code, to="library")
    await office.eraser.replay()

    assert young not in (await office.store.keys.ring()).keys


async def _id_of(office: Office, address: str) -> str:
    async with office.store.read() as tx:
        conversation = await tx.conversations.at("webchat", address)
    assert conversation
    return conversation.id
