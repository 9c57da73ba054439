"""Her yes, her no, and her taking it back: always with the exact words she was asked."""

from counselling.conversations import Event, Language, Message, Sender
from counselling.faq import FaqSet
from counselling.referrals.revoking import revoke_all
from counselling.scribe import Scribe
from counselling.store.records import Wording
from counselling.store.transaction import Transaction

COUNSELLOR_READS = "counsellor_reads"
STOPS_READING = "stops_reading"
WITHDRAW = "withdraw"
_ASKED_WITHIN = 60  # messages


async def record_answer(scribe: Scribe, language: Language, faq: FaqSet, *, given: bool) -> None:
    """Keep whether she lets a counsellor read (``given``), and what she was asked."""
    tx, conversation_id = scribe.tx, scribe.conversation.id
    asked = await _asked(tx, conversation_id, language, faq)
    at = scribe.now()
    await tx.records.consent(conversation_id, COUNSELLOR_READS, asked, given=given, at=at)


async def withdraw(scribe: Scribe, faq: FaqSet) -> None:
    """She wants no counsellor to read any more: the ticket is cancelled, the desk sees nothing."""
    tx, conversation, now = scribe.tx, scribe.conversation, scribe.now()
    language = conversation.language or "vi"
    text = faq.lines.say("withdrawn", language)
    wording = Wording(text, language, faq.consent.version)
    await tx.records.consent(conversation.id, STOPS_READING, wording, given=True, at=now)
    referred = await revoke_all(tx, conversation.id, what="withdrawn", who="woman", at=now)
    ticket = await tx.tickets.running(conversation.id)
    if ticket:
        ticket.cancel(at=now)
        await tx.tickets.save(ticket)
        await tx.tickets.note(ticket.id, "withdrawn", "woman", at=now)
        conversation.move(Event.TICKET_ENDED)
        scribe.ticket_changed(ticket, running=False)
    await tx.follow_ups.cancel_of(conversation.id, who="woman", at=now)
    conversation.awaiting = None
    scribe.closed_to_desk = True
    await scribe.write(Sender.SYSTEM, text)
    if referred:
        await scribe.write(Sender.SYSTEM, faq.lines.say("refer_back_sent", language))
    if await tx.attachments.erase(conversation.id):  # they were for a counsellor and nobody else
        await scribe.write(Sender.SYSTEM, faq.lines.say("attachments_gone", language))


async def may_be_read(tx: Transaction, conversation_id: str) -> bool:
    """Whether the desk may read it: not once she has taken her yes back, until she says it again.

    A ticket cannot exist without a yes, so that only her last word on it counts.
    """
    about = COUNSELLOR_READS, STOPS_READING
    return await tx.records.last_word(conversation_id, *about) != STOPS_READING


async def awaits_counsellor(tx: Transaction, conversation_id: str) -> bool:
    """Whether something may be kept that only a counsellor could look at.

    She has said yes, her ticket runs, and she has not taken her yes back: before and after, nothing
    is kept for somebody whom she has not let in.
    """
    running = await tx.tickets.running(conversation_id)
    return running is not None and await may_be_read(tx, conversation_id)


async def _asked(tx: Transaction, conversation_id: str, language: Language, faq: FaqSet) -> Wording:
    """What her answer answers: the whole question if she had it before her, else the short one."""
    recent = reversed(await tx.messages.last(conversation_id, _ASKED_WITHIN))
    asked = [m for m in recent if any(choice.id == "consent.yes" for choice in m.choices)]
    for message in asked:
        if told := faq.consent.told_in(message.text):
            return Wording(_with_answers(message), told[0], faq.consent.version)
    if asked:
        return Wording(_with_answers(asked[0]), language, f"{faq.consent.version} short")
    return Wording(faq.consent.ask(language), language, faq.consent.version)


def _with_answers(message: Message) -> str:
    labels = [c.label for c in message.choices if c.id in {"consent.yes", "consent.no"}]
    return "\n".join((message.text, " / ".join(labels)))
