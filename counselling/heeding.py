"""Taps that change something of hers at once, whoever has the conversation."""

from counselling import consents, contact
from counselling.conversations import Sender
from counselling.faq import FaqSet
from counselling.returning.word_check import AWAITING_WORD, NONE
from counselling.scribe import Scribe

# The choices that are in the menu from the start, and the lines of their labels.
MENU = {
    contact.ASK: "choice_contact",
    consents.WITHDRAW: "choice_withdraw",
    "code": "choice_code",
    "back": "choice_back",
}
_HEEDED = {*MENU, NONE, *(contact.PREFIX + way for way in contact.WAYS)}


def is_heeded(choice: str | None) -> bool:
    """Whether a tap is dealt with here, and is no turn of the assistant."""
    return choice in _HEEDED


async def heed(scribe: Scribe, choice: str, faq: FaqSet) -> None:
    """Do what she tapped, within the transaction that stores the tap.

    The office answers her own tap also while a counsellor has the conversation: nothing of it is
    the assistant's talk.
    """
    if choice == contact.ASK:
        await contact.ask(scribe, faq)
    elif choice.startswith(contact.PREFIX):
        await contact.set_way(scribe, faq, choice.removeprefix(contact.PREFIX))
    elif choice == consents.WITHDRAW:
        await consents.withdraw(scribe, faq)
    elif choice == NONE:
        if scribe.conversation.awaiting == AWAITING_WORD:
            scribe.conversation.awaiting = None
    else:  # a client without a menu of its own
        language = scribe.conversation.language or "vi"
        await scribe.write(Sender.SYSTEM, faq.lines.say(f"said_{choice}", language))
