"""Two services count together who tries too often: guessing at both gives no more tries."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from app.office import Office
from counselling.clock import utc_now
from counselling.returning.codes import new_code
from counselling.returning.returning import NoWayBack, TooManyTries
from counselling.store.store import Store
from counselling.together.tries import Counting
from desk.throttle import Caller, LoginThrottle
from tests import looking

pytestmark = pytest.mark.parametrize("on_database", ["postgresql"], indirect=True)
LAN, STRANGER = Caller("lan", "192.0.2.1"), Caller("lan", "198.51.100.7")


async def looked_at(throttles: list[LoginThrottle], caller: Caller, count: int) -> int:
    """How many of so many tries at each, all at once, the password was looked at for."""
    waits = await asyncio.gather(*(one.wait(caller) for one in throttles * count))
    return waits.count(0)


async def test_who_guesses_at_two_services_at_once_gets_the_tries_of_one(
    office: Office, there: Office
) -> None:
    throttles = [LoginThrottle(one.counting) for one in (office, there)]
    assert await looked_at(throttles, STRANGER, 20) == 6
    assert 0 < await throttles[1].wait(STRANGER) <= 60


async def test_a_restart_gives_no_new_tries(office: Office) -> None:
    assert await looked_at([LoginThrottle(office.counting)], STRANGER, 10) == 6
    assert await LoginThrottle(office.counting).wait(STRANGER) > 0


async def test_where_she_has_signed_in_from_is_known_at_the_other_service(
    office: Office, there: Office
) -> None:
    here, at_the_other = LoginThrottle(office.counting), LoginThrottle(there.counting)
    assert await here.wait(LAN) == 0
    await here.succeeded(LAN)
    for number in range(20):
        await at_the_other.wait(Caller("lan", f"net {number}"))
    assert await at_the_other.wait(Caller("lan", "one more")) > 0
    assert await at_the_other.wait(LAN) == 0


async def test_right_passwords_are_given_back_everywhere(office: Office, there: Office) -> None:
    here, at_the_other = LoginThrottle(office.counting), LoginThrottle(there.counting)
    for throttle in (here, at_the_other) * 5:
        assert await throttle.wait(LAN) == 0
        await throttle.succeeded(LAN)


async def test_tries_come_back_with_time(office: Office, there: Office) -> None:
    here, at_the_other = (one.counting.of("quick", 1, 20.0) for one in (office, there))
    assert await here.take("key") == 0
    wait = await at_the_other.take("key")
    assert 0 < wait <= 1 / 20
    await asyncio.sleep(wait + 0.02)
    assert await at_the_other.take("key") == 0


async def test_a_flood_that_one_service_refuses_never_reaches_the_database(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = office.counting.of("strangers", 2, 1e-6)
    assert [await tries.take("key") for _ in range(2)] == [0, 0]
    monkeypatch.setattr(Store, "write_beside", None)
    assert await tries.take("key") > 0


async def test_return_codes_are_guessed_at_both_within_one_budget(
    office: Office, there: Office
) -> None:
    spent = 0
    for n, one in enumerate((office, there) * 40):
        object.__setattr__(one.returning._guard, "answer_after", 0.0)
        try:
            here = f"phone-{n}"
            await one.returning.come_back(new_code(), "", channel="webchat", here=here, to=here)
        except NoWayBack:
            spent += 1
        except TooManyTries:
            break
    assert 60 <= spent <= 62


async def test_neither_logins_nor_addresses_stand_in_the_table_and_full_rows_go(
    office: Office, tmp_path: Path
) -> None:
    throttle = LoginThrottle(office.counting)
    await throttle.wait(STRANGER)
    await throttle.succeeded(LAN)
    rows = looking.rows(tmp_path, "SELECT * FROM tries")
    assert rows
    assert "lan" not in str(rows)
    assert "198.51.100" not in str(rows)
    async with office.store.write() as tx:
        await tx.tries.forget(before=utc_now() + timedelta(hours=3))
    assert len(looking.rows(tmp_path, "SELECT * FROM tries")) == 1
    assert await LoginThrottle(office.counting)._known.has(LAN.at_account)


async def test_a_service_alone_asks_no_database() -> None:
    tries = Counting().of("alone", 2, 0.0)
    assert [await tries.take("key") for _ in range(3)] == [0, 0, float("inf")]
