"""The hours that count for a ticket."""

from dataclasses import replace

from counselling.hours.calendar import Calendar
from counselling.hours.offices import hours_of
from counselling.hours.weekly import read_hours
from tests.the_set import the_set

NO_HOURS = the_set().offices
HANOI = Calendar(read_hours("mon-fri 08:00-17:00"))
CANTHO = Calendar(read_hours("mon-fri 07:00-16:00"))
ALL_KNOWN = {
    "ha-noi": replace(NO_HOURS["ha-noi"], opening=HANOI),
    "can-tho": replace(NO_HOURS["can-tho"], opening=CANTHO),
}


def test_a_ticket_has_its_offices_hours() -> None:
    found = hours_of(ALL_KNOWN, "can-tho")
    assert found
    assert found.calendars == (CANTHO,)


def test_in_the_common_queue_it_has_those_of_all_offices() -> None:
    found = hours_of(ALL_KNOWN, None)
    assert found
    assert found.calendars == (HANOI, CANTHO)


def test_hours_that_nobody_has_written_down_are_not_known() -> None:
    assert hours_of(NO_HOURS, "ha-noi") is None
    assert hours_of(NO_HOURS, "no-such-office") is None
    assert hours_of(NO_HOURS, None) is None
    assert hours_of({**ALL_KNOWN, "hai-phong": NO_HOURS["hai-phong"]}, None) is None


def test_no_hours_are_invented_for_the_real_offices() -> None:
    assert [office.id for office in NO_HOURS.values() if office.opening] == []
