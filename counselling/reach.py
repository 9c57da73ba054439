"""Which tickets a member of staff can reach: those of her office, and those of no office yet.

To everybody else a ticket is not there. What she may do with one that she reaches is in
permissions.py.
"""

from typing import Protocol

from counselling.permissions import User


class OfOffice(Protocol):
    """A ticket, or its line in the queue."""

    office: str | None
    holder_id: str | None


def within_reach(user: User, ticket: OfOffice) -> bool:
    """Whether ``user`` reaches the ticket: her office's, the common queue's, or one she holds.

    Somebody of no office serves all of them.
    """
    if user.office is None or ticket.holder_id == user.id:
        return True
    return ticket.office in (None, user.office)
