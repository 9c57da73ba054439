"""She sent what we cannot read: it is not kept, and she is told so kindly."""

from counselling import offers
from counselling.conversations import Sender
from counselling.faq import FaqSet
from counselling.scribe import Scribe

KINDS = ("voice", "video", "sticker", "location", "contact", "other")
_AN_ALBUM = 12  # messages; Telegram puts ten videos into one


def label(faq: FaqSet, kind: str, language: str) -> str:
    """What stands in the conversation for it, such as "(a photo)"."""
    return faq.lines.say(f"sent_{kind}", language)  # type: ignore[arg-type]


async def answer(scribe: Scribe, faq: FaqSet, kind: str) -> None:
    """Say that we cannot read it and what she can do; once for several in a row."""
    language = scribe.conversation.language or "vi"
    text = faq.lines.say_on(scribe.conversation.channel, f"unreadable_{kind}", language)
    recent = await scribe.tx.messages.last(scribe.conversation.id, _AN_ALBUM)
    ours = [message.text for message in recent if message.sender is not Sender.WOMAN]
    if ours and ours[-1] == text:
        return
    ways = [offers.person(faq, language)] if scribe.conversation.assistant_may_speak else []
    await scribe.write(Sender.SYSTEM, text, choices=ways)
