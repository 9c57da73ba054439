"""She comes back after she has already written anew: both conversations become one.

The new messages follow the old ones; at most one running ticket stays.
"""

from datetime import datetime

from counselling.conversations import Conversation, Event, Handler
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import Priority, Ticket


async def join(
    tx: Transaction, young: Conversation, old: Conversation, *, at: datetime
) -> tuple[Ticket, ...]:
    """Take ``young`` into ``old``, whose row the caller saves; returns the tickets that changed."""
    changed = await _keep_one_ticket(tx, young, old, at)
    await tx.joining.join(young.id, old.id, shift=old.last_seq)
    await tx.outbox.erase(young.id)
    # Not forget(): its key must open what was not moved if this transaction fails.
    await tx.conversations.empty(young.id, at=at)
    old.last_seq += young.last_seq
    if young.last_seq and (old.assistant_may_speak or not young.assistant_may_speak):
        old.awaiting, old.last_faq = young.awaiting, young.last_faq or old.last_faq
    if old.province is None:
        old.province = young.province
    if young.language and (young.language_chosen or not old.language):
        old.speak(young.language, chosen=young.language_chosen)
    if not old.assistant_may_speak:
        await tx.messages.drop_turns(old.id)
    return changed


async def _keep_one_ticket(
    tx: Transaction, young: Conversation, old: Conversation, at: datetime
) -> tuple[Ticket, ...]:
    """A counsellor's ticket stays before one that nobody has, and else the older one."""
    theirs, ours = await tx.tickets.running(young.id), await tx.tickets.running(old.id)
    if theirs is None:
        return ()
    if ours is None:
        old.handler = young.handler  # the ticket comes along, and with it whoever has it
        return (theirs,)
    if _held(theirs, young) > _held(ours, old):
        stays, goes, old.handler = theirs, ours, young.handler
    else:
        stays, goes = ours, theirs
        if old.handler is Handler.ASSISTANT:  # its counsellor had handed back, and she asked again
            old.move(Event.TICKET_OPENED)
    if goes.priority is Priority.EMERGENCY and goes.danger:
        stays.raise_priority(Priority.EMERGENCY, goes.danger)
    goes.cancel(at=at)
    await tx.referrals.move(goes.id, stays.id)
    for ticket, what in ((goes, f"merged {stays.code}"), (stays, f"took_in {goes.code}")):
        await tx.tickets.save(ticket)
        await tx.tickets.note(ticket.id, what, "woman", at=at)
    return stays, goes


def _held(ticket: Ticket, conversation: Conversation) -> tuple[bool, bool]:
    return conversation.handler is Handler.COUNSELLOR, ticket.holder_id is not None
