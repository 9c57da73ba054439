"""Who of the staff is there."""

from datetime import UTC, datetime, timedelta

import pytest

from app.office import Office
from counselling.permissions import Role, User
from counselling.presence import GONE_AFTER, Being, Presence

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def presence(office: Office, clock: Clock) -> Presence:
    return Presence(office.store, now=clock)


async def seen_by(presence: Presence, user: User) -> dict[str, Being]:
    return {one.user.name: one.being for one in await presence.colleagues(user)}


async def test_with_an_open_page_one_is_available_until_one_says_otherwise(
    presence: Presence, lan: User, hoa: User
) -> None:
    presence.seen(hoa.id)
    assert await seen_by(presence, lan) == {"Hoa": Being.AVAILABLE}
    await presence.choose(hoa, Being.BUSY)
    assert await seen_by(presence, lan) == {"Hoa": Being.BUSY}
    assert presence.of(hoa) is Being.BUSY


async def test_without_an_open_page_for_some_minutes_one_is_away(
    presence: Presence, clock: Clock, lan: User, hoa: User
) -> None:
    presence.seen(hoa.id)
    clock.now = NOW + GONE_AFTER
    assert await seen_by(presence, lan) == {"Hoa": Being.AVAILABLE}
    clock.now += timedelta(seconds=1)
    assert await seen_by(presence, lan) == {"Hoa": Being.AWAY}


async def test_who_signs_out_is_away_at_once(presence: Presence, lan: User, hoa: User) -> None:
    presence.seen(hoa.id)
    presence.left(hoa.id)
    assert await seen_by(presence, lan) == {"Hoa": Being.AWAY}


async def test_what_one_chose_outlives_a_restart_and_the_page_is_seen_anew(
    office: Office, presence: Presence, clock: Clock, lan: User, hoa: User
) -> None:
    presence.seen(hoa.id)
    await presence.choose(hoa, Being.BUSY)
    after = Presence(office.store, now=clock)
    await after.start()
    assert await seen_by(after, lan) == {"Hoa": Being.AWAY}
    after.seen(hoa.id)
    assert await seen_by(after, lan) == {"Hoa": Being.BUSY}


async def test_colleagues_are_those_of_the_office_and_who_serves_all(
    office: Office, presence: Presence, lan: User, thu: User
) -> None:
    await office.staff.add(
        "mai", "Mai", Role.SUPERVISOR, "a long enough password",
        must_change_password=False, office="ha-noi",
    )  # fmt: skip
    assert set(await seen_by(presence, thu)) == {"Lan"}
    assert set(await seen_by(presence, lan)) == {"Thu", "Mai"}


async def test_who_takes_no_tickets_is_not_among_them(
    office: Office, presence: Presence, lan: User
) -> None:
    await office.staff.add(
        "edit", "Editor", Role.EDITOR, "a long enough password", must_change_password=False
    )
    assert await seen_by(presence, lan) == {}
