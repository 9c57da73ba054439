"""The one table of allowed ticket moves; whatever is not in it raises."""

from collections.abc import Mapping
from enum import StrEnum


class TicketState(StrEnum):
    """Where a ticket stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    REFERRED = "referred"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Move(StrEnum):
    """What can be done with a ticket."""

    CLAIM = "claim"
    REFER = "refer"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    CANCEL = "cancel"
    TRANSFER = "transfer"
    TO_OFFICE = "to_office"


MOVES: Mapping[tuple[TicketState, Move], TicketState] = {
    (TicketState.OPEN, Move.CLAIM): TicketState.CLAIMED,
    (TicketState.CLAIMED, Move.REFER): TicketState.REFERRED,
    (TicketState.REFERRED, Move.FOLLOW_UP): TicketState.FOLLOW_UP,
    (TicketState.FOLLOW_UP, Move.REFER): TicketState.REFERRED,
    (TicketState.CLAIMED, Move.CLOSE): TicketState.CLOSED,
    (TicketState.REFERRED, Move.CLOSE): TicketState.CLOSED,
    (TicketState.FOLLOW_UP, Move.CLOSE): TicketState.CLOSED,
    (TicketState.OPEN, Move.CANCEL): TicketState.CANCELLED,
    (TicketState.CLAIMED, Move.CANCEL): TicketState.CANCELLED,
    (TicketState.REFERRED, Move.CANCEL): TicketState.CANCELLED,
    (TicketState.FOLLOW_UP, Move.CANCEL): TicketState.CANCELLED,
    (TicketState.CLAIMED, Move.TRANSFER): TicketState.CLAIMED,
    (TicketState.REFERRED, Move.TRANSFER): TicketState.REFERRED,
    (TicketState.FOLLOW_UP, Move.TRANSFER): TicketState.FOLLOW_UP,
    (TicketState.CLAIMED, Move.TO_OFFICE): TicketState.OPEN,
    (TicketState.REFERRED, Move.TO_OFFICE): TicketState.OPEN,
    (TicketState.FOLLOW_UP, Move.TO_OFFICE): TicketState.OPEN,
}

ENDED = frozenset({TicketState.CLOSED, TicketState.CANCELLED})


class IllegalMove(Exception):
    """The move is not in the table. Names the ticket, its state and the move."""

    def __init__(self, ticket: str, state: TicketState, move: Move) -> None:
        super().__init__(f"ticket {ticket} is {state}: it cannot {move}")
        self.ticket = ticket
        self.state = state
        self.move = move


def next_state(ticket: str, state: TicketState, move: Move) -> TicketState:
    """The state after ``move`` of the ticket with code ``ticket``; raises IllegalMove."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise IllegalMove(ticket, state, move) from None
