"""Notes among the staff: never hers to see, and gone with her conversation."""

from pathlib import Path

import pytest

from app.office import Office
from counselling.consents import WITHDRAW
from counselling.permissions import User
from counselling.store.case_notes import CaseNote
from counselling.store.vault import Unreadable
from counselling.tickets.ticket import NoSuchTicket, NotYours
from tests import looking
from tests.counselling.cast import ANYWHERE, Woman, give_to

SECRET = "chị này sợ em chồng"


async def notes(office: Office, code: str, who: User = ANYWHERE) -> list[CaseNote]:
    return await office.casework.talk.notes.of(code, by=who)


async def write(office: Office, code: str, who: User, said: str = SECRET, **more: str) -> None:
    await office.casework.talk.notes.write(code, by=who, text=said, **more)


async def test_holder_and_team_mate_write_notes_that_both_read_in_order(
    office: Office, lan: User, hoa: User, code: str
) -> None:
    await write(office, code, lan)
    await write(office, code, hoa, "gọi lại thứ hai")
    found = await notes(office, code, hoa)
    assert [(note.author, note.text) for note in found] == [
        ("Lan", SECRET),
        ("Hoa", "gọi lại thứ hai"),
    ]


async def test_she_never_gets_a_note(office: Office, woman: Woman, lan: User, code: str) -> None:
    before = await woman.texts()
    await write(office, code, lan)
    assert await woman.texts() == before
    await woman.says("dạ")
    assert not any(SECRET in said for said in await woman.texts())


async def test_to_another_office_there_are_no_notes(office: Office, thu: User, code: str) -> None:
    await give_to(office, code, "ha-noi")
    with pytest.raises(NoSuchTicket):
        await notes(office, code, thu)
    with pytest.raises(NoSuchTicket):
        await write(office, code, thu)


async def test_the_same_form_twice_is_one_note(office: Office, lan: User, code: str) -> None:
    for _ in range(2):
        await write(office, code, lan, note_id="0" * 32)
    assert len(await notes(office, code)) == 1


async def test_a_note_is_sealed_and_only_its_author_kind_and_time_stand_open(
    office: Office, lan: User, code: str, tmp_path: Path
) -> None:
    await write(office, code, lan)
    question = "SELECT id, conversation_id, author_id, kind, sealed FROM case_note"
    [(note, conversation, author, kind, sealed)] = looking.rows(tmp_path, question)
    assert (author, kind) == (lan.id, "note")
    assert SECRET.encode() not in looking.kept(tmp_path)
    async with office.store.read() as tx:
        sealer = await tx.conversations.sealer(conversation)
    assert sealer.open(sealed, f"note {note}") == SECRET
    with pytest.raises(Unreadable):
        sealer.open(sealed, "note another")


async def test_her_erasure_takes_notes_drafts_and_marks_along(
    office: Office, woman: Woman, lan: User, code: str, tmp_path: Path
) -> None:
    talk = office.casework.talk
    await write(office, code, lan)
    await talk.drafts.keep(code, by=lan, text="Chào chị")
    await talk.supervision.ask(code, by=lan, question="giúp em")
    await office.reception.erase(woman.channel, woman.address)
    assert await notes(office, code, lan) == []
    assert await talk.drafts.of(code, by=lan) == ""
    for table in ("case_note", "draft", "ticket_mark"):
        assert looking.rows(tmp_path, f"SELECT * FROM {table}") == []  # noqa: S608  # named here
    with pytest.raises(NotYours):
        await write(office, code, lan)


async def test_once_she_takes_her_yes_back_no_note_is_shown_or_written(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    await write(office, code, lan)
    await woman.taps(WITHDRAW)
    assert await notes(office, code, lan) == []
    with pytest.raises(NotYours):
        await write(office, code, lan)


async def test_notes_and_drafts_come_along_when_her_conversations_are_joined(
    office: Office, woman: Woman, lan: User
) -> None:
    first = await woman.asks_for_a_person()
    her_code = await woman.takes_a_code()
    await office.casework.claim(first, by=lan)
    await office.casework.close(first, by=lan)
    young = Woman(office, address="library")
    second = await young.asks_for_a_person()
    await office.casework.claim(second, by=lan)
    await write(office, first, lan, "trước")
    await write(office, second, lan, "sau")
    await office.casework.talk.drafts.keep(second, by=lan, text="Chào chị")
    await young.comes_back(her_code, to="library-2")
    assert [note.text for note in await notes(office, second)] == ["trước", "sau"]
    assert await office.casework.talk.drafts.of(second, by=lan) == "Chào chị"


async def test_writing_a_note_is_audited_without_its_words(
    office: Office, lan: User, code: str
) -> None:
    await write(office, code, lan)
    async with office.store.read() as tx:
        lines = await tx.records.audit_lines(about=code)
    assert (lines[-1].who, lines[-1].what) == (lan.id, "note")
    assert SECRET not in str(lines)
