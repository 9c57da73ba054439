"""What she sent is stored in one transaction, with the danger reply and all that it changes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial

from counselling import elsewhere, heeding, in_her_words, labels, unreadable
from counselling.assistant import AWAITING_CONSENT
from counselling.channels import Inbound, Receipt
from counselling.clock import Clock
from counselling.conversations import Choice, Conversation, Handler, Language, Sender
from counselling.danger_reply import DangerReplies, country_of
from counselling.erasing import Eraser, erase
from counselling.in_the_chat import ERASE_NOW, InTheChat
from counselling.referrals import answering
from counselling.returning import new_word
from counselling.returning.awaiting import AWAITING_CODE, AWAITING_NEW_WORD, AWAITING_WORD
from counselling.returning.new_word import NewWord
from counselling.returning.typed import Typed
from counselling.returning.word_check import RIGHT
from counselling.safety.detect import NO_DANGER, Danger
from counselling.safety.whereabouts import country_in
from counselling.scribe import Scribe
from counselling.store.store import Store
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import Priority, Ticket
from counselling.whose import conversation_at
from language.identify import identify


@dataclass(frozen=True)
class Arrived:
    """What arrived, and what was found in it beforehand.

    ``word``: the outcome of her code word (word_check.py); ``typed``: a return code in it;
    ``new_word``: what came of it as her new code word.
    """

    inbound: Inbound
    danger: Danger
    word: str | None = None
    typed: Typed | None = None
    new_word: NewWord | None = None

    @property
    def is_secret(self) -> bool:
        """Whether the text must be read nowhere: not in the database, not in her chat."""
        return bool(self.typed or (self.new_word and self.new_word.is_secret))


@dataclass(frozen=True)
class Taken:
    """Her receipt, what she tapped, and what is to be told after the commit."""

    receipt: Receipt
    choice: str | None = None
    scribe: Scribe | None = None
    erased: Callable[[], None] | None = None


@dataclass(frozen=True)
class TakingIn:
    """Stores arrivals. ``numbered``: the channels that show the numbers of choices."""

    store: Store
    eraser: Eraser
    danger_replies: DangerReplies
    in_the_chat: InTheChat
    now: Clock
    numbered: Collection[str] = ()

    async def take(self, arrived: Arrived) -> Taken:
        """Store it; raises Refused, not_saved.NotSaved. Use it inside ``finish``."""
        inbound = arrived.inbound
        async with self.store.write(urgent=arrived.danger.level == "red", brief=True) as tx:
            if inbound.delivery:
                if await tx.channels.arrived_before(inbound.channel, inbound.delivery):
                    return Taken(Receipt(0, duplicate=True))
                await tx.channels.note_arrival(inbound.channel, inbound.delivery, at=self.now())
            conversation = await conversation_at(tx, inbound.channel, inbound.address, self.now)
            seen = await tx.messages.seq_of(conversation.id, Sender.WOMAN, inbound.external_id)
            if seen is not None:
                return Taken(Receipt(seq=seen, duplicate=True))
            scribe = Scribe(tx, conversation, self.now)
            _note_language(conversation, inbound)  # also by words that mean a tap
            tap = await self._tap(scribe, arrived)
            if tap and tap.id == ERASE_NOW:
                return await self._erase(tx, conversation, inbound)
            seq = await self._hear(scribe, _resolved(arrived, tap), tap)
            await tx.conversations.save(conversation)
        return Taken(Receipt(seq, duplicate=False), tap.id if tap else None, scribe)

    async def _tap(self, scribe: Scribe, arrived: Arrived) -> Choice | None:
        inbound, faq = arrived.inbound, self.danger_replies.faq()
        if inbound.choice or inbound.button:
            return await labels.tapped(scribe, inbound, faq)
        if arrived.typed or arrived.word == RIGHT:
            return None
        said = await answering.in_words(scribe, inbound.text, faq)
        shown = inbound.channel in self.numbered
        return said or await in_her_words.chosen(scribe, inbound, arrived.danger, shown=shown)

    async def _erase(self, tx: Transaction, conversation: Conversation, inbound: Inbound) -> Taken:
        language = conversation.language or inbound.guess or "vi"
        notice = self.danger_replies.faq().lines.say_on(conversation.channel, "erased", language)
        ticket = await erase(tx, conversation, at=self.now())
        done = partial(self.eraser.announce, conversation, ticket)
        return Taken(Receipt(0, duplicate=False, notice=notice), ERASE_NOW, erased=done)

    async def _hear(self, scribe: Scribe, arrived: Arrived, tap: Choice | None) -> int:
        """Store her message, and what the office has to say to it at once; its number."""
        conversation, inbound = scribe.conversation, arrived.inbound
        is_new, where = conversation.last_seq == 0, country_of(inbound.choice)
        conversation.country = where or country_in(inbound.text) or conversation.country
        await is_back(scribe)
        if again := elsewhere.is_over(scribe, tap):
            await elsewhere.give_back(scribe)
        said, danger = self._said(conversation, arrived, tap)
        heeded = heeding.is_heeded(inbound.choice)
        message = await scribe.hear(
            said,
            choice=inbound.choice or arrived.word,
            danger=danger,
            external_id=inbound.external_id,
            turn_due=conversation.assistant_may_answer
            and bool(inbound.text or inbound.choice)
            and not (where or heeded or arrived.is_secret),
        )
        await self._note_outside(scribe, arrived, message.seq)
        if again:
            await elsewhere.say_so(scribe, self.danger_replies.faq())
        said_at_once = inbound.page or danger.level == "red" or heeded or arrived.typed
        if is_new and not (said_at_once or conversation.elsewhere_since):
            await self.in_the_chat.welcome(scribe, self.danger_replies.faq())
        if arrived.new_word:
            await new_word.keep(scribe, self.danger_replies.faq(), arrived.new_word)
        await self._answer_at_once(scribe, inbound, danger)
        return message.seq

    async def _answer_at_once(self, scribe: Scribe, inbound: Inbound, danger: Danger) -> None:
        faq = self.danger_replies.faq()
        if inbound.choice and heeding.is_heeded(inbound.choice):
            await heeding.heed(scribe, inbound.choice, faq, self.in_the_chat, page=inbound.page)
        ticket = await scribe.tx.tickets.running(scribe.conversation.id)
        if ticket:  # the desk counts what waits for an answer
            scribe.queue_changed(ticket)
        await self._answer_danger(scribe, danger, ticket)
        if inbound.unreadable and not scribe.conversation.elsewhere_since:
            await unreadable.answer(scribe, faq, inbound.unreadable)
        if country_of(inbound.choice):
            await self._give_numbers(scribe)

    def _said(
        self, conversation: Conversation, arrived: Arrived, tap: Choice | None
    ) -> tuple[str, Danger]:
        """What is kept as her words: never a code word or a return code."""
        say, language = self.danger_replies.faq().lines.say, conversation.language or "vi"
        inbound, awaiting = arrived.inbound, conversation.awaiting
        if awaiting in {AWAITING_CODE, AWAITING_NEW_WORD}:
            conversation.awaiting = None
        if arrived.word and awaiting == AWAITING_WORD:
            conversation.awaiting = None
            return say(arrived.word.replace(".", "_"), language), NO_DANGER
        if arrived.typed:
            return say("sent_code", language), NO_DANGER
        if arrived.is_secret:
            return say("sent_word", language), NO_DANGER
        if inbound.unreadable:
            label = unreadable.label(self.danger_replies.faq(), inbound.unreadable, language)
            return "\n".join(part for part in (label, inbound.text) if part), arrived.danger
        return (tap.label if tap else inbound.text), arrived.danger

    async def _note_outside(self, scribe: Scribe, arrived: Arrived, seq: int) -> None:
        inbound, now = arrived.inbound, self.now()
        if inbound.outside_id and arrived.is_secret:  # no code or word is to be read in her chat
            chat = inbound.channel, inbound.address
            await scribe.tx.channels.clear(*chat, inbound.outside_id, since=now, now=now)
        elif inbound.outside_id:
            await scribe.tx.channels.note_outside(
                scribe.conversation, seq, inbound.outside_id, at=now
            )

    async def _answer_danger(self, scribe: Scribe, danger: Danger, ticket: Ticket | None) -> None:
        if danger.level != "red" or danger.category is None:
            return
        conversation = scribe.conversation
        if ticket and ticket.raise_priority(Priority.EMERGENCY, danger.category):
            await scribe.tx.tickets.save(ticket)
            await scribe.tx.tickets.note(ticket.id, "emergency", "assistant", at=self.now())
            scribe.ticket_changed(ticket)
        if not conversation.assistant_may_speak:
            return
        reply = self.danger_replies.red(conversation, danger.category)
        await scribe.write(Sender.ASSISTANT, reply.text, choices=reply.choices, urgent=True)
        if conversation.handler is not Handler.WAITING:  # there she has said yes already
            conversation.awaiting = AWAITING_CONSENT

    async def _give_numbers(self, scribe: Scribe) -> None:
        """She has tapped where she is: the numbers there, for the danger she last spoke of."""
        conversation = scribe.conversation
        recent = await scribe.tx.messages.last(conversation.id, labels.CHOICES_FROM)
        dangers = [message.danger_category for message in recent if message.danger_category]
        if dangers and conversation.assistant_may_speak:
            reply = self.danger_replies.numbers(conversation, dangers[-1])
            await scribe.write(Sender.ASSISTANT, reply.text, choices=reply.choices, urgent=True)


async def is_back(scribe: Scribe) -> None:
    """She writes: what could not reach her before goes out now, and the desk sees that it does."""
    tx, conversation = scribe.tx, scribe.conversation
    if not conversation.unreachable_since:
        return
    await tx.conversations.mark_unreachable(conversation, since=None)
    await tx.outbox.revive(conversation.id)
    ticket = await tx.tickets.running(conversation.id)
    if ticket:
        scribe.ticket_changed(ticket)


def _resolved(arrived: Arrived, tap: Choice | None) -> Arrived:
    """With the choice it is; what names one is no code word, whether asked for or new."""
    if tap is None:
        return arrived
    return replace(
        arrived, inbound=replace(arrived.inbound, choice=tap.id), word=None, new_word=None
    )


def _note_language(conversation: Conversation, inbound: Inbound) -> None:
    known = conversation.language or inbound.guess
    if inbound.language:
        conversation.speak(inbound.language, chosen=True)
    elif inbound.text and not (inbound.choice or conversation.language_chosen):
        history: tuple[Language, ...] = (known,) if known else ()
        conversation.speak(identify(inbound.text, history).language, chosen=False)
    elif known:
        conversation.speak(known, chosen=False)
