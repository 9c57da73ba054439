"""Opening a ticket once she has said yes."""

import uuid

from counselling.conversations import Event, Handler, Sender
from counselling.faq import Lines
from counselling.scribe import Scribe
from counselling.tickets.codes import new_code
from counselling.tickets.ticket import Priority, Ticket

_RECENT = 200  # messages looked through for danger


async def open_ticket(scribe: Scribe, lines: Lines) -> Ticket:
    """Open her ticket and tell her its code; if one is running already, name that one."""
    tx, conversation = scribe.tx, scribe.conversation
    language = conversation.language or "vi"
    running = await tx.tickets.running(conversation.id)
    if running:
        if conversation.handler is Handler.ASSISTANT:  # its counsellor had handed back
            conversation.move(Event.TICKET_OPENED)
            scribe.ticket_changed(running)
        await scribe.write(Sender.SYSTEM, lines.say("ticket_running", language, code=running.code))
        return running
    ticket = await new_ticket(scribe)
    await tx.tickets.add(ticket)
    await tx.tickets.note(ticket.id, "open", "woman", at=ticket.opened_at)
    conversation.move(Event.TICKET_OPENED)
    await scribe.write(Sender.SYSTEM, lines.say("ticket_opened", language, code=ticket.code))
    scribe.ticket_changed(ticket)
    return ticket


async def new_ticket(scribe: Scribe) -> Ticket:
    """A ticket of its conversation, not stored yet, as urgent as what she wrote."""
    conversation_id = scribe.conversation.id
    danger = await _danger_of(scribe)
    previous = await scribe.tx.tickets.last_of(conversation_id)
    return Ticket(
        id=uuid.uuid4().hex,
        code=await _free_code(scribe),
        conversation_id=conversation_id,
        opened_at=scribe.now(),
        priority=Priority.EMERGENCY if danger else Priority.NORMAL,
        danger=danger,
        previous_code=previous.code if previous else None,
    )


async def _free_code(scribe: Scribe) -> str:
    while await scribe.tx.tickets.by_code(code := new_code()):
        pass
    return code


async def _danger_of(scribe: Scribe) -> str | None:
    """The category of the newest red message, if she wrote one."""
    for message in reversed(await scribe.tx.messages.last(scribe.conversation.id, _RECENT)):
        if message.danger == "red":
            return message.danger_category
    return None
