"""Which tickets a member of staff can reach: those of her office, and those of no office yet.

An emergency that nobody holds is everybody's: it must not wait in an office where nobody sits.

To everybody else a ticket is not there. What she may do with one that she reaches is in
permissions.py.
"""

from typing import Protocol

from counselling.permissions import User
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Priority


class OfOffice(Protocol):
    """A ticket, or its line in the queue."""

    office: str | None
    holder_id: str | None
    priority: Priority
    state: TicketState


def within_reach(user: User, ticket: OfOffice) -> bool:
    """Whether ``user`` reaches the ticket: her office's, the common queue's, an emergency that
    nobody has taken yet, or one she holds.

    Somebody of no office serves all of them.
    """
    if user.office is None or ticket.holder_id == user.id:
        return True
    if ticket.priority is Priority.EMERGENCY and ticket.state is TicketState.OPEN:
        return True
    return ticket.office in (None, user.office)
