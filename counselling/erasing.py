"""Erasing a conversation: its key, its words, and what tied it to the woman."""

from datetime import datetime

from counselling.conversations import Conversation
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import Ticket


async def erase(tx: Transaction, conversation: Conversation, *, at: datetime) -> Ticket | None:
    """Erase it; returns the ticket that this cancelled, if one was running."""
    ticket = await tx.tickets.running(conversation.id)
    if ticket:
        ticket.cancel(at=at)
        await tx.tickets.save(ticket)
        await tx.tickets.note(ticket.id, "erased", "woman", at=at)
    await tx.outbox.erase(conversation.id)
    await tx.outcomes.erase(conversation.id)
    await tx.messages.erase(conversation.id)
    await tx.hers.erase(conversation.id)
    await tx.records.forget_consents(conversation.id)
    await tx.conversations.forget(conversation.id, at=at)
    return ticket
