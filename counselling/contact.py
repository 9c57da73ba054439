"""Asking her when the office may write to her first: one question, which she may skip."""

from counselling.conversations import Choice, Language, Sender
from counselling.faq import FaqSet
from counselling.safe_hours import HOURS
from counselling.scribe import Scribe

ASK = "contact"
PREFIX = "contact."
SKIP = "skip"
WAYS = (*HOURS, SKIP)


def choices(faq: FaqSet, language: Language) -> tuple[Choice, ...]:
    """The ways to answer, "skip" among them."""
    say = faq.lines.say
    return tuple(Choice(PREFIX + way, say(f"choice_contact_{way}", language)) for way in WAYS)


async def ask(scribe: Scribe, faq: FaqSet) -> None:
    """Ask her when she may be written to."""
    language = scribe.conversation.language or "vi"
    text = faq.lines.say("ask_contact", language)
    await scribe.write(Sender.SYSTEM, text, choices=choices(faq, language))


async def set_way(scribe: Scribe, faq: FaqSet, way: str, *, page: bool) -> None:
    """Keep her answer, and tell her that it is kept and how it is changed.

    ``page``: whether a page of ours with a menu is around her chat.
    """
    language = scribe.conversation.language or "vi"
    await scribe.tx.hers.set_safe_contact(scribe.conversation.id, None if way == SKIP else way)
    line = "contact_skipped" if way == SKIP else "contact_kept" if page else "contact_kept_here"
    await scribe.write(Sender.SYSTEM, faq.lines.say(line, language))
    ticket = await scribe.tx.tickets.running(scribe.conversation.id)
    if ticket:
        scribe.ticket_changed(ticket)
