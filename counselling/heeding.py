"""Taps that change something of hers at once, whoever has the conversation."""

from counselling import consents, contact
from counselling.conversations import Sender
from counselling.faq import FaqSet
from counselling.in_the_chat import COMMANDS, TAPS, InTheChat
from counselling.referrals import answering, asking
from counselling.returning import new_word
from counselling.returning.awaiting import AWAITING_CODE, AWAITING_WORD
from counselling.returning.word_check import NONE
from counselling.scribe import Scribe

BACK, CODE = "back", "code"
# The choices that are in the menu from the start, and the lines of their labels.
MENU = {
    contact.ASK: "choice_contact",
    consents.WITHDRAW: "choice_withdraw",
    CODE: "choice_code",
    BACK: "choice_back",
    new_word.ASK: "choice_word",
    asking.BACK: "choice_refer_back",
    **COMMANDS,
}
_HEEDED = {*MENU, *TAPS, *new_word.TAPS, NONE, *(contact.PREFIX + way for way in contact.WAYS)}


def is_heeded(choice: str | None) -> bool:
    """Whether a tap is dealt with here, and is no turn of the assistant."""
    return choice in _HEEDED or answering.is_answer(choice)


async def heed(
    scribe: Scribe, choice: str, faq: FaqSet, in_the_chat: InTheChat, *, page: bool
) -> None:
    """Do what she tapped, within the transaction that stores the tap.

    The office answers her own tap also while a counsellor has the conversation: nothing of it is
    the assistant's talk. ``page``: whether a page of ours is around her chat.
    """
    if choice == contact.ASK:
        await contact.ask(scribe, faq)
    elif choice.startswith(contact.PREFIX):
        await contact.set_way(scribe, faq, choice.removeprefix(contact.PREFIX), page=page)
    elif choice == consents.WITHDRAW:
        await consents.withdraw(scribe, faq)
    elif answering.is_answer(choice):
        await answering.answer(scribe, choice, faq)
    elif choice == NONE:
        _go_on_without_word(scribe)
    elif choice in new_word.TAPS:
        await new_word.do(scribe, faq, choice, page=page)
    else:
        await _as_her_menu(scribe, choice, faq, in_the_chat, page=page)


def _go_on_without_word(scribe: Scribe) -> None:
    if scribe.conversation.awaiting == AWAITING_WORD:
        scribe.conversation.awaiting = None


async def _as_her_menu(
    scribe: Scribe, choice: str, faq: FaqSet, in_the_chat: InTheChat, *, page: bool
) -> None:
    if choice in TAPS:
        await in_the_chat.do(scribe, faq, choice, page=page)
    elif page:
        await _say(scribe, faq, f"said_{choice}")  # the page's menu has the rest
    elif choice == BACK:
        scribe.conversation.awaiting = AWAITING_CODE
        await _say(scribe, faq, "back_here")
    # A code is told by the notice of her tap alone, so that it does not stay in the chat.


async def _say(scribe: Scribe, faq: FaqSet, line: str) -> None:
    language = scribe.conversation.language or "vi"
    said = faq.lines.say_on(scribe.conversation.channel, line, language)
    await scribe.write(Sender.SYSTEM, said)
