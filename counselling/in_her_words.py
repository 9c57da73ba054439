"""She answers an offer by its number or in its words instead of a tap: which choice that is."""

from counselling import heeding, numbered
from counselling.channels import Inbound
from counselling.conversations import Choice
from counselling.returning.awaiting import SECRETS
from counselling.safety.detect import Danger
from counselling.scribe import Scribe


async def chosen(scribe: Scribe, inbound: Inbound, danger: Danger, *, shown: bool) -> Choice | None:
    """The choice that her text names; None for a message like any other.

    ``shown``: whether her channel shows the numbers.

    A text with any danger in it is a message. While a counsellor has the conversation only what
    the office itself answers counts (heeding.py). A number is no choice where she was asked for a
    code or word that may be one; the whole label still is.
    """
    conversation, text = scribe.conversation, inbound.text
    if danger.level != "none" or inbound.unreadable or not _is_short(text):
        return None
    offers = numbered.open_offers(await scribe.tx.messages.last(conversation.id, numbered.A_RUN))
    found = numbered.by_label(text, offers)
    if found is None and conversation.awaiting not in SECRETS:
        found = numbered.by_number(text, offers, shown=shown)
    if found and not (conversation.assistant_may_speak or heeding.is_heeded(found.id)):
        return None
    return found


def _is_short(text: str) -> bool:
    return 0 < len(text.strip()) <= numbered.MOST_CHARACTERS
