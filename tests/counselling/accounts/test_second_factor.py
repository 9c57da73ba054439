"""Her phone beside her password."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from counselling.accounts.recovery import COUNT
from counselling.accounts.second_factor import SET_UP_WITHIN, WrongCode
from counselling.accounts.totp import as_text, code_of, step_at
from counselling.permissions import Role, User
from counselling.staff import Staff
from counselling.store.store import Store
from tests.counselling.accounts.conftest import Watch


async def her_code(store: Store, user: User, watch: Watch) -> str:
    """What her app shows now."""
    async with store.read() as tx:
        row = await tx.factors.get(user.id)
    assert row
    return code_of(row.secret, step_at(watch()))


@pytest.fixture
async def codes(staff: Staff, store: Store, lan: User, watch: Watch) -> list[str]:
    """Her recovery codes; the time has gone on since she set it up."""
    await staff.factors.begin(lan)
    codes = await staff.factors.confirm(lan, await her_code(store, lan, watch), session="")
    watch.time += timedelta(minutes=1)
    return codes


async def test_it_counts_only_once_its_first_code_was_right(
    staff: Staff, store: Store, lan: User, watch: Watch
) -> None:
    await staff.factors.begin(lan)
    with pytest.raises(WrongCode):
        await staff.factors.confirm(lan, "000000", session="")
    assert not (await staff.people.get(lan.id)).has_code
    await staff.factors.confirm(lan, await her_code(store, lan, watch), session="")
    assert (await staff.people.get(lan.id)).has_code


async def test_a_set_up_that_was_left_lying_is_worth_nothing(
    staff: Staff, store: Store, lan: User, watch: Watch
) -> None:
    await staff.factors.begin(lan)
    watch.time += SET_UP_WITHIN + timedelta(seconds=1)
    assert (await staff.factors.state(lan)).setting_up is None
    with pytest.raises(WrongCode):
        await staff.factors.confirm(lan, await her_code(store, lan, watch), session="")


async def test_beginning_again_does_not_touch_one_that_counts(
    staff: Staff, store: Store, lan: User, watch: Watch, codes: list[str]
) -> None:
    code = await her_code(store, lan, watch)
    await staff.factors.begin(lan)
    assert await staff.factors.takes(lan, code)


async def test_a_code_opens_once_also_when_two_come_at_the_same_time(
    staff: Staff, store: Store, lan: User, watch: Watch, codes: list[str]
) -> None:
    code = await her_code(store, lan, watch)
    took = await asyncio.gather(*(staff.factors.takes(lan, code) for _ in range(5)))
    assert sorted(took) == [False] * 4 + [True]


async def test_the_code_that_confirmed_it_opens_nothing_again(
    staff: Staff, store: Store, lan: User, watch: Watch
) -> None:
    await staff.factors.begin(lan)
    code = await her_code(store, lan, watch)
    await staff.factors.confirm(lan, code, session="")
    assert not await staff.factors.takes(lan, code)


async def test_each_recovery_code_opens_once_however_it_is_typed(
    staff: Staff, lan: User, codes: list[str]
) -> None:
    assert len(set(codes)) == COUNT == 10
    assert await staff.factors.takes(lan, f" {codes[0].upper().replace('-', ' ')} ")
    assert not await staff.factors.takes(lan, codes[0])
    assert (await staff.factors.state(lan)).codes_left == 9


async def test_nobody_elses_recovery_code_opens(
    staff: Staff, store: Store, codes: list[str], watch: Watch
) -> None:
    hoa = await staff.add("hoa", "Hoa", Role.COUNSELLOR, "x" * 12, must_change_password=False)
    await staff.factors.begin(hoa)
    await staff.factors.confirm(hoa, await her_code(store, hoa, watch), session="")
    assert not await staff.factors.takes(hoa, codes[0])


async def test_new_recovery_codes_end_the_old_ones(
    staff: Staff, lan: User, codes: list[str]
) -> None:
    fresh = await staff.factors.renew_codes(lan)
    assert not await staff.factors.takes(lan, codes[0])
    assert await staff.factors.takes(lan, fresh[0])


async def test_switching_it_on_or_off_ends_her_other_sessions(
    staff: Staff, store: Store, lan: User, watch: Watch
) -> None:
    here, there = await staff.start_session(lan), await staff.start_session(lan)
    session = await staff.session(here)
    assert session
    await staff.factors.begin(lan)
    await staff.factors.confirm(lan, await her_code(store, lan, watch), session=session.handle)
    assert await staff.session(there) is None
    there = await staff.start_session(lan)
    await staff.factors.switch_off(lan, session=session.handle)
    assert await staff.session(there) is None
    assert await staff.session(here) is not None


async def test_without_the_offices_secret_the_database_tells_neither_secret_nor_codes(
    staff: Staff, store: Store, lan: User, codes: list[str], tmp_path: Path
) -> None:
    async with store.read() as tx:
        row = await tx.factors.get(lan.id)
    assert row
    await store.empty_wal()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("*sqlite3*"))
    for told in (row.secret, as_text(row.secret).replace(" ", "").encode()):
        assert told not in kept
    for code in codes:
        assert code.encode() not in kept
        assert code.replace("-", "").encode() not in kept


async def test_only_an_administrator_owes_one(staff: Staff, lan: User, chief: User) -> None:
    assert (lan.owes, chief.owes) == (None, "code")


async def test_each_use_of_the_way_round_and_each_wrong_code_is_audited(
    staff: Staff, store: Store, lan: User, codes: list[str]
) -> None:
    await staff.factors.takes(lan, "000000")
    await staff.factors.takes(lan, codes[0])
    async with store.read() as tx:
        lines = await tx.records.audit_lines(about="desk")
    assert [(line.who, line.what) for line in lines] == [
        (lan.id, "wrong_code"),
        (lan.id, "recovery_code"),
    ]
