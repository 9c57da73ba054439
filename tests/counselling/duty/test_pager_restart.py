"""After a restart the calls go on where they stopped, and nobody is called twice."""

from app.office import Office
from counselling.duty.page import PageState
from tests.counselling.cast import Woman
from tests.counselling.duty.duty_cast import Clock, Duty, told


async def test_a_restart_goes_on_where_it_stopped_and_calls_nobody_twice(
    duty: Duty, woman: Woman, office: Office, clock: Clock
) -> None:
    await woman.asks_for_a_person()
    await duty.looks()
    after = Duty(office, clock, duty.telephones)
    await after.pager.take_stock()
    await after.looks_after(4)
    assert duty.telephones.reached == ["1"]
    await after.looks_after(1)
    assert duty.telephones.reached == ["1", "2"]
    assert await told(woman) == ["begun", "next"]


async def test_what_was_just_being_sent_when_the_service_died_is_not_sent_again_but_the_next_is(
    duty: Duty, woman: Woman, office: Office, clock: Clock
) -> None:
    code = await woman.asks_for_a_person()
    await duty.pager.look()
    [page] = await duty.pages(code)
    await duty.pager.settle()
    async with office.store.write() as tx:  # as if it had died before it could note the outcome
        await tx.pages.end(page.id, PageState.SENDING)
    after = Duty(office, clock, duty.telephones)
    await after.pager.take_stock()
    await after.looks()
    assert duty.telephones.reached == ["1", "2"]
    assert await told(woman) == ["begun"]
