"""Who works here, and who looks after that."""

import asyncio
from datetime import timedelta

import pytest

from counselling.accounts.passwords import FIRST_LASTS
from counselling.accounts.people import BadName, LastAdministrator, NoSuchOffice, NoSuchPerson
from counselling.accounts.staff_add import BadLogin, LoginTaken
from counselling.accounts.totp import code_of, step_at
from counselling.permissions import Role, User
from counselling.staff import Staff
from counselling.store.audit_log import AuditFilter
from counselling.store.store import Store
from tests.counselling.accounts.conftest import PASSWORD, Watch


async def test_somebody_new_signs_in_with_her_first_password_and_must_change_it(
    staff: Staff, chief: User
) -> None:
    user, password = await staff.people.add("Mai ", "Mai", Role.EDITOR, "can-tho", by=chief.id)
    found = await staff.authenticate("mai", password)
    assert found == user
    assert (user.login, user.office, user.owes) == ("mai", "can-tho", "password")
    await staff.change_password(user, old=password, new=PASSWORD)
    assert (await staff.people.get(user.id)).owes is None


async def test_a_first_password_is_good_for_its_days_only(
    staff: Staff, chief: User, watch: Watch
) -> None:
    _, password = await staff.people.add("mai", "Mai", Role.EDITOR, None, by=chief.id)
    watch.time += FIRST_LASTS + timedelta(minutes=1)
    assert await staff.authenticate("mai", password) is None


@pytest.mark.parametrize(
    ("login", "name", "office", "refusal"),
    [
        ("lan", "Lan", None, LoginTaken),
        ("LAN", "Lan", None, LoginTaken),
        ("", "Lan", None, BadLogin),
        ("lan nguyen", "Lan", None, BadLogin),
        ("chị-lan", "Lan", None, BadLogin),
        ("mai", " ", None, BadName),
        ("mai", "x" * 81, None, BadName),
        ("mai", "Mai", "hue", NoSuchOffice),
    ],
)
async def test_what_is_not_right_makes_no_account(
    staff: Staff,
    lan: User,
    login: str,
    name: str,
    office: str | None,
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        await staff.people.add(login, name, Role.COUNSELLOR, office, by="x")
    assert len(await staff.people.all()) == 1


async def test_the_last_administrator_stays_one(staff: Staff, chief: User, lan: User) -> None:
    with pytest.raises(LastAdministrator):
        await staff.people.set_active(chief.id, active=False, by=chief.id)
    with pytest.raises(LastAdministrator):
        await staff.people.change(chief.id, name="Chi", role=Role.EDITOR, office=None, by=chief.id)
    await staff.people.change(lan.id, name="Lan", role=Role.ADMINISTRATOR, office=None, by=chief.id)
    await staff.people.set_active(chief.id, active=False, by=lan.id)
    with pytest.raises(LastAdministrator):  # one who has left cannot take her place
        await staff.people.set_active(lan.id, active=False, by=lan.id)


async def test_two_administrators_who_close_each_other_at_once_leave_one(
    staff: Staff, chief: User
) -> None:
    other = await staff.add(
        "other", "Other", Role.ADMINISTRATOR, PASSWORD, must_change_password=False
    )
    done = await asyncio.gather(
        staff.people.set_active(chief.id, active=False, by=other.id),
        staff.people.set_active(other.id, active=False, by=chief.id),
        return_exceptions=True,
    )
    assert [isinstance(one, LastAdministrator) for one in done] == [False, True]


async def test_who_leaves_is_out_at_once_and_back_when_she_comes_back(
    staff: Staff, chief: User, lan: User
) -> None:
    token = await staff.start_session(lan)
    await staff.people.set_active(lan.id, active=False, by=chief.id)
    assert await staff.session(token) is None
    assert await staff.authenticate("lan", PASSWORD) is None
    await staff.people.set_active(lan.id, active=True, by=chief.id)
    assert await staff.authenticate("lan", PASSWORD)


async def test_every_deed_says_who_did_it_to_whom(
    staff: Staff, store: Store, chief: User, lan: User
) -> None:
    people = staff.people
    await people.change(lan.id, name="Lan N.", role=Role.SUPERVISOR, office="ha-noi", by=chief.id)
    await people.new_password(lan.id, by=chief.id)
    await people.code_off(lan.id, by=chief.id)
    await people.set_active(lan.id, active=False, by=chief.id)
    page = await staff.audit.page(AuditFilter(), by=chief)
    done = [(row.what, row.about) for row in page.rows if row.who == chief.id]
    assert done[::-1] == [
        ("set_name", "lan"),
        ("set_role", "lan supervisor"),
        ("set_office", "lan ha-noi"),
        ("reset_password", "lan"),
        ("code_off", "lan"),
        ("deactivate", "lan"),
        ("view", "audit"),
    ]


async def test_nobody_is_nobody(staff: Staff) -> None:
    with pytest.raises(NoSuchPerson):
        await staff.people.new_password("nobody", by="x")
    with pytest.raises(NoSuchPerson):
        await staff.people.with_login("nobody")


async def test_an_office_that_was_closed_stays_hers_until_she_is_given_another(
    staff: Staff, lan: User, store: Store
) -> None:
    async with store.write() as tx:
        await tx.people.save(User(lan.id, "lan", "Lan", Role.COUNSELLOR, office="closed-one"))
    changed = await staff.people.change(
        lan.id, name="Lan", role=Role.SUPERVISOR, office="closed-one", by="x"
    )
    assert changed.office == "closed-one"


async def test_who_lost_her_phone_is_signed_out_and_back_with_her_password_alone(
    staff: Staff, store: Store, chief: User, lan: User, watch: Watch
) -> None:
    await staff.factors.begin(lan)
    async with store.read() as tx:
        row = await tx.factors.get(lan.id)
    assert row
    await staff.factors.confirm(lan, code_of(row.secret, step_at(watch())), session="")
    token = await staff.start_session(lan)
    await staff.people.code_off(lan.id, by=chief.id)
    assert await staff.session(token) is None
    back = await staff.authenticate("lan", PASSWORD)
    assert back is not None
    assert not back.has_code
    assert (await staff.factors.state(lan)).codes_left == 0
