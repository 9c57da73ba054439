"""The staff's looks at a ticket, each of them audited."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from counselling.permissions import User
from counselling.reach import within_reach
from counselling.store.store import Store
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import NoSuchTicket, Ticket

_ONE_LOOK = timedelta(minutes=10)


@asynccontextmanager
async def looking(
    store: Store, code: str, by: User, at: datetime, *, what: str = "view"
) -> AsyncIterator[tuple[Transaction, Ticket]]:
    """A ticket to look at; raises NoSuchTicket, also where ``by`` does not reach it.

    One audit line says that ``by`` did ``what``, however often a page refreshes itself.
    """
    async with store.read() as tx:
        ticket = await find_ticket(tx, code, by=by)
        known = await tx.records.audited(by.id, what, code, since=at - _ONE_LOOK)
        if known:
            yield tx, ticket
            return
    async with store.write() as tx:
        await tx.records.audit(by.id, what, code, at=at)
        yield tx, ticket


async def reaches(store: Store, code: str, by: User) -> bool:
    """Whether ``by`` reaches the ticket as it stands now; no look, and not audited."""
    async with store.read() as tx:
        ticket = await tx.tickets.by_code(code)
        return ticket is not None and within_reach(by, ticket)


async def find_ticket(tx: Transaction, code: str, *, by: User) -> Ticket:
    """The ticket with this code; raises NoSuchTicket, also where ``by`` does not reach it."""
    ticket = await tx.tickets.by_code(code)
    if ticket is None or not within_reach(by, ticket):
        raise NoSuchTicket(code)
    return ticket
