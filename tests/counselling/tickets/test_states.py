"""The ticket's state table, move by move."""

from itertools import product

import pytest

from counselling.tickets.states import IllegalMove, Move, TicketState, next_state

S, M = TicketState, Move

# Written out by hand from the design, so that a slip in the table shows.
ALLOWED = {
    (S.OPEN, M.CLAIM): S.CLAIMED,
    (S.OPEN, M.CANCEL): S.CANCELLED,
    (S.CLAIMED, M.REFER): S.REFERRED,
    (S.CLAIMED, M.CLOSE): S.CLOSED,
    (S.CLAIMED, M.CANCEL): S.CANCELLED,
    (S.REFERRED, M.FOLLOW_UP): S.FOLLOW_UP,
    (S.REFERRED, M.CLOSE): S.CLOSED,
    (S.REFERRED, M.CANCEL): S.CANCELLED,
    (S.FOLLOW_UP, M.REFER): S.REFERRED,
    (S.FOLLOW_UP, M.CLOSE): S.CLOSED,
    (S.FOLLOW_UP, M.CANCEL): S.CANCELLED,
    (S.CLAIMED, M.TRANSFER): S.CLAIMED,
    (S.REFERRED, M.TRANSFER): S.REFERRED,
    (S.FOLLOW_UP, M.TRANSFER): S.FOLLOW_UP,
    (S.CLAIMED, M.TO_OFFICE): S.OPEN,
    (S.REFERRED, M.TO_OFFICE): S.OPEN,
    (S.FOLLOW_UP, M.TO_OFFICE): S.OPEN,
}
EVERYTHING = list(product(TicketState, Move))


@pytest.mark.parametrize(("state", "move"), [pair for pair in EVERYTHING if pair in ALLOWED])
def test_an_allowed_move_leads_where_the_design_says(state: TicketState, move: Move) -> None:
    assert next_state("K7M-4RX", state, move) is ALLOWED[state, move]


@pytest.mark.parametrize(("state", "move"), [pair for pair in EVERYTHING if pair not in ALLOWED])
def test_any_other_move_names_ticket_state_and_move(state: TicketState, move: Move) -> None:
    with pytest.raises(IllegalMove) as refusal:
        next_state("K7M-4RX", state, move)
    assert (refusal.value.ticket, refusal.value.state, refusal.value.move) == (
        "K7M-4RX",
        state,
        move,
    )
    assert f"ticket K7M-4RX is {state}: it cannot {move}" in str(refusal.value)
