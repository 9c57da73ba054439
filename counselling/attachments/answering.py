"""What she is told about a picture or file she sent."""

from datetime import datetime, timedelta
from enum import StrEnum

from counselling import offers
from counselling.attachments.attachment import Limits, Looks
from counselling.conversations import Choice, Language, Sender
from counselling.faq import FaqSet, Lines
from counselling.scribe import Scribe

# Ten pictures chosen together arrive as ten: they are answered once.
_TOGETHER = timedelta(seconds=20)
_RECENT = 40  # messages


class Fate(StrEnum):
    """What becomes of one; the names are those of the lines in faq/lines.yml."""

    KEPT = "kept"
    NO_COUNSELLOR = "no_counsellor"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    LOST = "lost"


def stand_in(lines: Lines, language: Language, looks: Looks, fate: Fate) -> str:
    """What stands in its place in the conversation."""
    suffix = "" if fate is Fate.KEPT else "_not_kept"
    return lines.say(f"attachment_{looks}{suffix}", language)


async def answer(
    scribe: Scribe, faq: FaqSet, fate: Fate, limits: Limits, arrived_at: datetime
) -> None:
    """Tell her what became of it.

    While a counsellor has the conversation nothing is said of what was kept: she sees it. That
    something did not arrive the office says even then, or both would wait for the other.
    """
    conversation = scribe.conversation
    if fate is Fate.KEPT and not conversation.assistant_may_speak:
        return
    language = conversation.language or "vi"
    megabytes = limits.file_bytes // 1_000_000
    text = faq.lines.say(f"attachment_{fate}", language, megabytes=megabytes)
    if await _just_said(scribe, text, arrived_at - _TOGETHER):
        return
    sender = Sender.ASSISTANT if conversation.assistant_may_speak else Sender.SYSTEM
    ways: tuple[Choice, ...] = ()
    if fate is Fate.NO_COUNSELLOR:
        ways = offers.person_or_not(faq, language)
    await scribe.write(sender, text, choices=ways)


async def _just_said(scribe: Scribe, text: str, since: datetime) -> bool:
    """Whether she was told this, however long the fetching took and whatever was said between."""
    recent = await scribe.tx.messages.last(scribe.conversation.id, _RECENT)
    said = [message for message in recent if message.sender is not Sender.WOMAN]
    return any(message.text == text and message.at > since for message in said)
