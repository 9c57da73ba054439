"""A ticket: claimed by one, ended by its holder or by the woman, never less urgent."""

from datetime import UTC, datetime

import pytest

from counselling.tickets.codes import ALPHABET, CODE, new_code
from counselling.tickets.states import IllegalMove, TicketState
from counselling.tickets.ticket import NotYours, Priority, Ticket

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def ticket() -> Ticket:
    return Ticket("t1", "K7M-4RX", "c1", NOW)


def test_who_claims_an_open_ticket_holds_it(ticket: Ticket) -> None:
    ticket.claim(by="lan")
    assert (ticket.state, ticket.holder_id) == (TicketState.CLAIMED, "lan")


def test_a_claimed_ticket_cannot_be_claimed_again(ticket: Ticket) -> None:
    ticket.claim(by="lan")
    with pytest.raises(IllegalMove):
        ticket.claim(by="hoa")
    assert ticket.holder_id == "lan"


def test_only_the_holder_closes(ticket: Ticket) -> None:
    ticket.claim(by="lan")
    with pytest.raises(NotYours):
        ticket.close(by="hoa", at=NOW)
    ticket.close(by="lan", at=NOW)
    assert (ticket.state, ticket.ended_at) == (TicketState.CLOSED, NOW)


def test_nobody_holds_a_ticket_that_has_ended(ticket: Ticket) -> None:
    ticket.claim(by="lan")
    ticket.close(by="lan", at=NOW)
    with pytest.raises(NotYours):
        ticket.require_holder("lan")


def test_the_woman_cancels_at_any_time_but_not_twice(ticket: Ticket) -> None:
    ticket.claim(by="lan")
    ticket.cancel(at=NOW)
    assert ticket.state is TicketState.CANCELLED
    with pytest.raises(IllegalMove):
        ticket.cancel(at=NOW)


def test_priority_only_rises(ticket: Ticket) -> None:
    assert ticket.raise_priority(Priority.EMERGENCY, "violence")
    assert not ticket.raise_priority(Priority.URGENT, "suicide")
    assert (ticket.priority, ticket.danger) == (Priority.EMERGENCY, "violence")


def test_codes_are_short_and_have_no_signs_that_look_alike() -> None:
    codes = {new_code() for _ in range(500)}
    assert all(CODE.fullmatch(code) and len(code) == 7 for code in codes)
    assert len(codes) > 495
    assert not set(ALPHABET) & set("0O1IL5S2ZUB8AEIOU")
