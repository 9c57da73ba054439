"""When the office may write to her first: one question, which she may skip."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from counselling.conversations import Choice, Language, Sender
from counselling.faq import FaqSet
from counselling.scribe import Scribe

ASK = "contact"
PREFIX = "contact."
SKIP = "skip"
# Viet Nam keeps one time, UTC+7 (IANA tz database). Hours from ... to before.
_VIET_NAM = timezone(timedelta(hours=7))
_HOURS: Mapping[str, range] = {
    "mine": range(0),
    "any": range(24),
    "day": range(8, 17),
    "evening": range(18, 22),
}
WAYS = (*_HOURS, SKIP)
SILENT = timedelta(minutes=10)  # after which she may have put the phone down
LONG_SILENT = timedelta(hours=1)  # after which another may hold it


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


def is_safe(way: str | None, at: datetime) -> bool:
    """Whether ``at`` is a time she said is safe; never, if she has said nothing."""
    return way is not None and at.astimezone(_VIET_NAM).hour in _HOURS[way]


def should_ask_first(way: str | None, last_heard: datetime | None, now: datetime) -> bool:
    """Whether the counsellor is asked once before sending: she is silent, and it may be unsafe."""
    silent = last_heard is None or now - last_heard > SILENT
    return silent and not is_safe(way, now)
