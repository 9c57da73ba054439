"""What she is told while nobody has taken her emergency: fixed lines, never a promise."""

from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_datetime

from counselling.conversations import Conversation, Language
from counselling.duty.hours import VIET_NAM
from counselling.duty.plan import Told
from counselling.faq import FaqSet

_MOMENTS: Mapping[Language, str] = {
    "vi": "HH:mm, EEEE d/M '(giờ Việt Nam)'",
    "en": "HH:mm, EEEE d MMMM '(Viet Nam time)'",
    "ko": "M월 d일 EEEE HH:mm '(베트남 시간)'",
}
_ANY_DANGER = "violence"  # a ticket may have become an emergency without a category


def spoken_moment(at: datetime, language: Language) -> str:
    """A moment (aware) as she reads it: hour, day of the week and day, in Vietnamese time."""
    local = at.astimezone(VIET_NAM).replace(tzinfo=None)
    return format_datetime(local, _MOMENTS[language], locale=language)


def line(
    told: Told, conversation: Conversation, danger: str | None, faq: FaqSet, begins: datetime | None
) -> str:
    """The line of a step. ``danger``: her ticket's category; ``begins``: when duty begins next."""
    language = conversation.language or "vi"
    return faq.lines.say(
        told.value,
        language,
        numbers=faq.numbers_at_hand(danger or _ANY_DANGER, language, conversation.country),
        when=spoken_moment(begins, language) if begins else "",
    )
