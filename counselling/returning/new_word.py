"""Setting, changing and dropping her code word in a chat that has no form for it.

She taps that she wants one, and her next short text is it. It is hashed before anything is stored;
in the conversation stands only that there was one, and its message is deleted from the chat.
"""

from dataclasses import dataclass

from counselling.buckets import Buckets
from counselling.channels import Inbound
from counselling.clock import Clock
from counselling.conversations import Choice, Language, Sender
from counselling.faq import FaqSet
from counselling.returning.awaiting import AWAITING_NEW_WORD
from counselling.returning.returning import Returning
from counselling.returning.words import can_be_a_word
from counselling.safe_hours import SILENT
from counselling.safety.detect import Danger
from counselling.scribe import Scribe
from counselling.store.store import Store

ASK, KEEP, DROP = "word", "word.keep", "word.drop"
TAPS = (ASK, KEEP, DROP)
MOST_SYLLABLES = 4  # a question may be as short as a word, but has more of them
_AT_ONCE, _PER_SECOND = 5, 1 / 60  # as in the web chat: each costs 50 ms of one core
_SET, _UNFIT, _NOT_NOW = "word_set", "word_unfit", "word_not_now"


@dataclass(frozen=True)
class NewWord:
    """What came of a text that may be her new word. ``line``: what she is told."""

    line: str
    word_hash: str | None = None

    @property
    def is_secret(self) -> bool:
        """Whether the text may be a word of hers, so that it is neither kept nor left in sight."""
        return self.line != _UNFIT


class NewWords:
    """Tells whether a text is her new word: only right after she has tapped that she wants one."""

    def __init__(self, store: Store, returning: Returning, now: Clock) -> None:
        self._store = store
        self._returning = returning
        self._now = now
        self._rate = Buckets(_AT_ONCE, _PER_SECOND)

    async def of(self, inbound: Inbound, danger: Danger) -> NewWord | None:
        """Hashed; None for a message like any other, such as a cry for help. Inside ``finish``."""
        if inbound.page or inbound.choice or inbound.button or inbound.unreadable:
            return None
        if danger.level == "red" or not await self._is_awaited(inbound):
            return None
        if danger.level != "none" or not _fits(inbound.text):
            return NewWord(_UNFIT)
        if self._rate.take(f"{inbound.channel}:{inbound.address}"):
            return NewWord(_NOT_NOW)
        return NewWord(_SET, await self._returning.hash_word(inbound.text))

    async def _is_awaited(self, inbound: Inbound) -> bool:
        async with self._store.read() as tx:
            conversation = await tx.conversations.at(inbound.channel, inbound.address)
            if conversation is None or conversation.awaiting != AWAITING_NEW_WORD:
                return False
            tapped = await tx.messages.last_heard(conversation.id)
        return tapped is not None and self._now() - tapped <= SILENT


async def do(scribe: Scribe, faq: FaqSet, choice: str, *, page: bool) -> None:
    """Do one of TAPS. ``page``: whether a page of ours has a form for it in its menu."""
    conversation, say = scribe.conversation, faq.lines.say
    language = conversation.language or "vi"
    if page:
        await scribe.write(Sender.SYSTEM, say("said_word", language))
    elif choice == ASK:
        conversation.awaiting = AWAITING_NEW_WORD
        wish = await scribe.tx.hers.wish(conversation.id)
        ways = [_way(KEEP, faq, language)]
        if wish.word_hash:
            ways.append(_way(DROP, faq, language))
        asked = faq.lines.say_on(conversation.channel, "ask_new_word", language)
        await scribe.write(Sender.SYSTEM, asked, choices=ways)
    else:
        if choice == DROP:
            await _set(scribe, None)
        await scribe.write(Sender.SYSTEM, say(f"said_{choice.replace('.', '_')}", language))


async def keep(scribe: Scribe, faq: FaqSet, new: NewWord) -> None:
    """Set her new word and tell her, within the transaction that stores her message."""
    language = scribe.conversation.language or "vi"
    if new.word_hash:
        await _set(scribe, new.word_hash)
    way = _way(DROP if new.word_hash else ASK, faq, language)
    said = faq.lines.say_on(scribe.conversation.channel, new.line, language)
    await scribe.write(Sender.SYSTEM, said, choices=[way])


async def _set(scribe: Scribe, word_hash: str | None) -> None:
    await scribe.tx.hers.set_word(scribe.conversation.id, word_hash)
    ticket = await scribe.tx.tickets.running(scribe.conversation.id)
    if ticket:  # the desk shows whether she has one
        scribe.ticket_changed(ticket)


def _way(choice: str, faq: FaqSet, language: Language) -> Choice:
    return Choice(choice, faq.lines.say(f"choice_{choice.replace('.', '_')}", language))


def _fits(text: str) -> bool:
    short = len(text.split()) <= MOST_SYLLABLES
    return short and can_be_a_word(text) and not text.startswith("/") and "?" not in text
