"""The case record and the safety assessment: who writes, who reads, and that nothing is lost."""

import asyncio
from pathlib import Path

import pytest

from app.office import Office
from counselling.cases.case_file import Overtaken
from counselling.cases.record import Record, Step, written
from counselling.cases.room import CaseRoom
from counselling.cases.safety import Safety
from counselling.permissions import Role, User
from counselling.tickets.ticket import NoSuchTicket, NotYours, Priority
from tests.counselling.cast import Woman, give_to

MARKER = "chuồn-chuồn-ớt-7731"
FIRST = written(
    f"Chị {MARKER} về nước với con", ["legal/divorce"], ["legal", "child"],
    [Step("Xin trích lục kết hôn"), Step("  "), Step("Gọi trợ giúp pháp lý", done=True)],
)  # fmt: skip


async def test_what_is_saved_is_read_by_team_mates_with_who_and_when(
    room: CaseRoom, code: str, lan: User, hoa: User
) -> None:
    await room.file.save_record(code, FIRST, base=0, by=lan)
    view = await room.file.read(code, by=hoa)
    assert view.record.body == FIRST
    assert FIRST.plan == (Step("Xin trích lục kết hôn"), Step("Gọi trợ giúp pháp lý", done=True))
    assert [(one.number, one.who) for one in view.record.versions] == [(1, "Lan")]
    assert (view.readable, view.keeps) == (True, False)


async def test_only_the_holder_and_supervisors_write(
    room: CaseRoom, code: str, hoa: User, chief: User
) -> None:
    with pytest.raises(NotYours):
        await room.file.save_record(code, FIRST, base=0, by=hoa)
    with pytest.raises(NotYours):
        await room.file.save_safety(code, Safety({"now": "no"}), base=0, by=hoa)
    with pytest.raises(NotYours):
        await room.file.raise_priority(code, Priority.EMERGENCY, by=hoa)
    await room.file.save_record(code, FIRST, base=0, by=chief)


async def test_nobody_writes_in_the_case_of_a_ticket_that_nobody_has(
    room: CaseRoom, woman: Woman, chief: User
) -> None:
    code = await woman.asks_for_a_person()
    with pytest.raises(NotYours):
        await room.file.save_record(code, FIRST, base=0, by=chief)


async def test_to_another_office_the_case_is_not_there(
    office: Office, room: CaseRoom, code: str, thu: User
) -> None:
    await give_to(office, code, "ha-noi")
    for deed in (
        room.file.read(code, by=thu),
        room.file.save_record(code, FIRST, base=0, by=thu),
        room.file.save_safety(code, Safety(), base=0, by=thu),
        room.file.raise_priority(code, Priority.EMERGENCY, by=thu),
        room.follow_ups.plan(code, [], "", by=thu),
        room.follow_ups.cancel(code, "x", by=thu),
        room.others.reopen(code, by=thu),
        room.others.link(code, "K7M-4RX", by=thu),
        room.others.unlink(code, "K7M-4RX", by=thu),
        room.others.merge(code, "K7M-4RX", by=thu),
    ):
        with pytest.raises(NoSuchTicket):
            await deed


async def test_a_newer_version_of_a_colleague_is_not_written_over(
    room: CaseRoom, code: str, lan: User, chief: User
) -> None:
    await room.file.save_record(code, FIRST, base=0, by=lan)
    await room.file.save_record(code, Record("Chief"), base=1, by=chief)
    with pytest.raises(Overtaken):
        await room.file.save_record(code, Record("Lan"), base=1, by=lan)
    view = await room.file.read(code, by=lan)
    assert view.record.body == Record("Chief")
    assert [one.who for one in view.record.versions] == ["Lan", "Chief"]


async def test_of_many_who_save_at_once_one_wins_and_no_version_is_lost(
    room: CaseRoom, code: str, lan: User
) -> None:
    deeds = [room.file.save_record(code, Record(str(n)), base=0, by=lan) for n in range(8)]
    done = await asyncio.gather(*deeds, return_exceptions=True)
    assert [type(one) for one in done].count(Overtaken) == 7
    assert len((await room.file.read(code, by=lan)).record.versions) == 1


async def test_the_same_form_again_makes_no_version(room: CaseRoom, code: str, lan: User) -> None:
    await room.file.save_record(code, FIRST, base=0, by=lan)
    await room.file.save_record(code, FIRST, base=0, by=lan)
    assert len((await room.file.read(code, by=lan)).record.versions) == 1


async def test_what_somebody_wrote_is_still_read_when_she_is_no_longer_on_the_list(
    office: Office, room: CaseRoom, code: str, lan: User, hoa: User
) -> None:
    await room.file.save_record(code, FIRST, base=0, by=User("gone", "x", "X", Role.SUPERVISOR))
    view = await room.file.read(code, by=hoa)
    assert (view.record.body, view.record.versions[0].who) == (FIRST, "gone")


async def test_older_versions_can_be_read(room: CaseRoom, code: str, lan: User) -> None:
    await room.file.save_record(code, FIRST, base=0, by=lan)
    await room.file.save_record(code, Record("hai"), base=1, by=lan)
    old = await room.file.read(code, by=lan, record=1)
    assert (old.record.body, old.record.number, old.record.newest) == (FIRST, 1, 2)


async def test_no_word_of_it_stands_in_the_clear(
    office: Office, room: CaseRoom, code: str, lan: User, tmp_path: Path
) -> None:
    await room.file.save_record(code, FIRST, base=0, by=lan)
    await room.file.save_safety(code, Safety({"weapon": "yes"}, MARKER), base=0, by=lan)
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    for word in (MARKER, "legal/divorce", "weapon"):
        assert word.encode() not in files


async def test_when_she_takes_her_yes_back_nothing_of_it_is_shown_or_written(
    room: CaseRoom, woman: Woman, code: str, lan: User, chief: User
) -> None:
    await room.file.save_record(code, FIRST, base=0, by=lan)
    await woman.taps("withdraw")
    view = await room.file.read(code, by=lan)
    assert (view.readable, view.record.body, view.record.versions) == (False, Record(), [])
    with pytest.raises(NotYours):
        await room.file.save_record(code, Record("x"), base=1, by=chief)


async def test_when_she_erases_every_version_goes(
    office: Office, room: CaseRoom, woman: Woman, code: str, lan: User
) -> None:
    await room.file.save_record(code, FIRST, base=0, by=lan)
    await room.file.save_safety(code, Safety({"now": "yes"}), base=0, by=lan)
    await office.reception.erase(woman.channel, woman.address)
    view = await room.file.read(code, by=lan)
    assert (view.readable, view.record.body) == (False, Record())
    async with office.store.read() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        for kind in ("record", "safety"):
            assert await tx.sheets.versions(ticket.id, kind) == []


async def test_without_its_key_the_case_is_not_readable_and_breaks_nothing(
    office: Office, room: CaseRoom, code: str, lan: User
) -> None:
    await room.file.save_record(code, FIRST, base=0, by=lan)
    view = await room.file.read(code, by=lan)
    await office.store.keys.destroy(view.conversation_id, at=view.now)
    assert not (await room.file.read(code, by=lan)).readable


async def test_when_she_comes_back_her_case_is_read_under_the_older_key(
    office: Office, room: CaseRoom, woman: Woman, lan: User
) -> None:
    await woman.says("con tôi chưa khai sinh")
    return_code = await woman.takes_a_code()
    young = Woman(office, address="library")
    code = await young.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    await room.file.save_record(code, FIRST, base=0, by=lan)
    await room.file.save_safety(code, Safety({"now": "yes"}, "ghi"), base=0, by=lan)
    view = await room.file.read(code, by=lan)
    await room.follow_ups.plan(code, [view.today], "khỏe không", by=lan)

    await young.comes_back(return_code, to="library-2")

    joined = await room.file.read(code, by=lan)
    assert joined.conversation_id != view.conversation_id
    assert (joined.record.body, joined.safety.body.note) == (FIRST, "ghi")
    assert [one.ask for one in joined.follow_ups] == ["khỏe không"]


async def test_looks_and_changes_are_audited_without_text(
    office: Office, room: CaseRoom, code: str, lan: User
) -> None:
    await room.file.read(code, by=lan)
    await room.file.save_record(code, FIRST, base=0, by=lan)
    await room.file.save_safety(code, Safety({"now": "yes"}), base=0, by=lan)
    async with office.store.read() as tx:
        lines = await tx.records.audit_lines(about=code)
    assert [line.what for line in lines] == ["claim", "view_case", "save_record", "save_safety"]
    assert {line.who for line in lines} == {lan.id}


async def test_the_counsellor_raises_the_priority_and_nothing_lowers_it(
    office: Office, room: CaseRoom, calm: str, lan: User
) -> None:
    await room.file.raise_priority(calm, Priority.EMERGENCY, by=lan)
    await room.file.raise_priority(calm, Priority.URGENT, by=lan)
    view = await office.casework.ticket(calm, by=lan)
    assert view.row.priority is Priority.EMERGENCY
    raised = view.events[-1]
    assert (raised.what, raised.who, raised.why) == ("emergency", "Lan", "safety")
