"""Opening a ticket once she has said yes."""

import uuid
from collections.abc import Callable, Sequence

from counselling.conversations import Conversation, Event, Handler, Message, Sender
from counselling.faq import FaqSet
from counselling.permissions import Permission, may
from counselling.routing.choosing import office_for
from counselling.routing.said import provinces_in
from counselling.routing.today import the_one
from counselling.scribe import Scribe
from counselling.store.transaction import Transaction
from counselling.tickets.codes import new_code
from counselling.tickets.ticket import Priority, Ticket

_RECENT = 200  # messages looked through for danger and for where she is

Wait = Callable[[str | None, Conversation], str]
"""When somebody will be there, in words, for a ticket of an office or of the common queue."""


async def open_ticket(scribe: Scribe, faq: FaqSet, wait: Wait) -> Ticket:
    """Open her ticket and tell her its code; if one is running already, name that one.

    ``wait`` is told where there is no danger: in danger she is told of the calls instead.
    """
    tx, conversation = scribe.tx, scribe.conversation
    running = await tx.tickets.running(conversation.id)
    if running:
        if conversation.handler is Handler.ASSISTANT:  # its counsellor had handed back
            conversation.move(Event.TICKET_OPENED)
            scribe.ticket_changed(running)
        await _tell(scribe, faq, "ticket_running", running, wait)
        return running
    ticket = await new_ticket(scribe, faq)
    await tx.tickets.add(ticket)
    await tx.tickets.note(ticket.id, "open", "woman", at=ticket.opened_at)
    conversation.move(Event.TICKET_OPENED)
    await _tell(scribe, faq, "ticket_opened", ticket, wait)
    scribe.ticket_changed(ticket)
    return ticket


async def _tell(scribe: Scribe, faq: FaqSet, line: str, ticket: Ticket, wait: Wait) -> None:
    language = scribe.conversation.language or "vi"
    said = [faq.lines.say(line, language, code=ticket.code)]
    if ticket.priority is not Priority.EMERGENCY:
        said.append(wait(ticket.office, scribe.conversation))
    await scribe.write(Sender.SYSTEM, "\n".join(said))


async def new_ticket(scribe: Scribe, faq: FaqSet) -> Ticket:
    """A ticket of its conversation, not stored yet, as urgent as what she wrote."""
    conversation_id = scribe.conversation.id
    recent = await scribe.tx.messages.last(conversation_id, _RECENT)
    danger = _danger_in(recent)
    previous = await scribe.tx.tickets.last_of(conversation_id)
    return Ticket(
        id=uuid.uuid4().hex,
        code=await _free_code(scribe),
        conversation_id=conversation_id,
        opened_at=scribe.now(),
        priority=Priority.EMERGENCY if danger else Priority.NORMAL,
        danger=danger,
        previous_code=previous.code if previous else None,
        office=await _office_for(scribe, faq, recent),
        kept_days=_days_told(recent, previous, faq),
    )


def _days_told(recent: Sequence[Message], previous: Ticket | None, faq: FaqSet) -> int:
    """How long she was told that her case is kept: as in the question she was asked last."""
    asked = (faq.consent.told_in(one.text) for one in reversed(recent) if one.choices)
    told = next((found[1] for found in asked if found), None)
    return told or (previous and previous.kept_days) or faq.consent.days


async def _free_code(scribe: Scribe) -> str:
    while await scribe.tx.tickets.by_code(code := new_code()):
        pass
    return code


async def _office_for(scribe: Scribe, faq: FaqSet, recent: Sequence[Message]) -> str | None:
    """The office of the province she named, if it has staff; None is the common queue.

    Her words are read once; of them the province alone is noted, where none was before.
    """
    hers = [one.text for one in recent if one.sender is Sender.WOMAN and one.choice is None]
    named = provinces_in(hers)
    if scribe.conversation.province is None:
        scribe.conversation.province = the_one(named)
    theme = (scribe.conversation.last_faq or "").partition("/")[0]
    staffed = await _staffed(scribe.tx)
    offices = [office for name, office in faq.offices.items() if name in staffed]
    return office_for(named, theme or None, offices)


async def _staffed(tx: Transaction) -> set[str | None]:
    """The offices in which somebody may take tickets."""
    return {user.office for user in await tx.staff.active() if may(user, Permission.CLAIM)}


def _danger_in(recent: Sequence[Message]) -> str | None:
    """The category of the newest red message, if she wrote one."""
    for message in reversed(recent):
        if message.danger == "red":
            return message.danger_category
    return None
