"""Who may write in a case, and whether it may be read at all."""

from counselling.consents import may_be_read
from counselling.permissions import Role, User
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import NotYours, Ticket


def may_keep(user: User, ticket: Ticket) -> bool:
    """Whether ``user``, who reaches the ticket, writes in its case: its holder does, and
    supervisors, once somebody has claimed it.

    So nothing stays undone when a counsellor is ill or has left.
    """
    held = ticket.holder_id is not None
    return held and (ticket.holder_id == user.id or user.role is Role.SUPERVISOR)


async def is_readable(tx: Transaction, ticket: Ticket) -> bool:
    """Not once she erased it or took her yes back, nor where its key is lost."""
    conversation_id = ticket.conversation_id
    if not await tx.conversations.get(conversation_id):
        return False
    if not await tx.conversations.has_key(conversation_id):
        return False
    return await may_be_read(tx, conversation_id)


async def require_keeper(tx: Transaction, ticket: Ticket, user: User) -> None:
    """Raise NotYours unless ``user`` may write in the case, and it may be read."""
    if not may_keep(user, ticket) or not await is_readable(tx, ticket):
        raise NotYours(ticket.code)
