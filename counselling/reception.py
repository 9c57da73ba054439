"""The front door: what arrives is checked, stored, looked at for danger and routed, all at once."""

from collections.abc import Callable

from counselling import heeding, offers
from counselling.assistant import AWAITING_CONSENT
from counselling.channels import Inbound, Receipt
from counselling.clock import Clock, utc_now
from counselling.conversations import (
    ChatState,
    Handler,
    Language,
    Message,
    Sender,
)
from counselling.danger_reply import DangerReplies, country_of
from counselling.erasing import Eraser
from counselling.just_said import just_said
from counselling.returning.word_check import AWAITING_WORD, WordCheck
from counselling.safety.detect import NO_DANGER, Danger, DangerDetector
from counselling.safety.lookout import Lookout
from counselling.safety.whereabouts import country_in
from counselling.scribe import Announcer, Scribe
from counselling.store.not_saved import NotSaved as StoreNotSaved
from counselling.store.store import Store, finishes
from counselling.tickets.ticket import Priority, Ticket
from counselling.turns import Turns
from counselling.whose import conversation_at
from language.identify import identify

LONGEST_TEXT = 4000  # characters
_CHOICES_FROM = 60  # the last messages whose choices may still be tapped
# The choices whose buttons are in sight from the start, and the lines of their labels.
_ALWAYS = {"person": "choice_person", offers.THEMES: "choice_themes", **heeding.MENU}


class Refused(Exception):
    """What arrived was not taken; ``code`` names why, nothing was stored."""

    code = "refused"


class TextTooLong(Refused):
    """More than LONGEST_TEXT characters."""

    code = "too_long"


class EmptyText(Refused):
    """Nothing to read in it."""

    code = "empty"


class UnknownChoice(Refused):
    """No recent message offered this choice."""

    code = "unknown_choice"


class NotSaved(Refused):
    """The database did not take it: try again."""

    code = "not_saved"


class Reception:
    """Takes what connectors hand in and tells them what is there."""

    def __init__(  # noqa: PLR0913, PLR0917  # the front door leads to every room
        self,
        store: Store,
        turns: Turns,
        announcer: Announcer,
        eraser: Eraser,
        danger_replies: DangerReplies,
        detector: Callable[[], DangerDetector],
        word_check: WordCheck,
        *,
        now: Clock = utc_now,
    ) -> None:
        self._store = store
        self._turns = turns
        self._announcer = announcer
        self._eraser = eraser
        self._faq = danger_replies.faq
        self._lookout = Lookout(detector)
        self._danger_replies = danger_replies
        self._word_check = word_check
        self._now = now

    @finishes
    async def receive(self, inbound: Inbound) -> Receipt:
        """Store what she sent, and her danger reply with it; acknowledge only after this returns.

        Raises Refused: TextTooLong, EmptyText, UnknownChoice, NotSaved.
        """
        _check_text(inbound)
        danger = await self._danger(inbound) if inbound.text else NO_DANGER
        word = await self._word_check.of(inbound, danger)
        try:
            receipt, scribe = await self._store_inbound(inbound, danger, word)
        except StoreNotSaved as error:
            raise NotSaved from error
        if scribe:
            self._announcer.announce(scribe)
            if scribe.conversation.assistant_may_speak:
                self._turns.wake(scribe.conversation.id)
        return receipt

    async def _danger(self, inbound: Inbound) -> Danger:
        before = await just_said(self._store, inbound.channel, inbound.address, self._now())
        return await self._lookout.see(inbound.text, before)

    @finishes
    async def history(self, channel: str, address: str, after: int = 0) -> list[Message]:
        """Her conversation's messages numbered above ``after``, in order."""
        async with self._store.read() as tx:
            conversation = await tx.conversations.at(channel, address)
            return await tx.messages.after(conversation.id, after) if conversation else []

    @finishes
    async def state(self, channel: str, address: str) -> ChatState:
        """Who has her conversation, and her ticket's code."""
        async with self._store.read() as tx:
            conversation = await tx.conversations.at(channel, address)
            if not conversation:
                return ChatState(Handler.ASSISTANT, None, None)
            ticket = await tx.tickets.running(conversation.id)
            code = ticket.code if ticket else None
            return ChatState(conversation.handler, code, conversation.language)

    @finishes
    async def erase(self, channel: str, address: str) -> None:
        """Erase her conversation; raises NotSaved."""
        try:
            await self._eraser.erase_chat(channel, address)
        except StoreNotSaved as error:
            raise NotSaved from error

    async def _store_inbound(
        self, inbound: Inbound, danger: Danger, word: str | None
    ) -> tuple[Receipt, Scribe | None]:
        async with self._store.write(urgent=danger.level == "red") as tx:
            conversation = await conversation_at(tx, inbound.channel, inbound.address, self._now)
            seen = await tx.messages.seq_of(conversation.id, Sender.WOMAN, inbound.external_id)
            if seen is not None:
                return Receipt(seen, duplicate=True), None
            scribe = Scribe(tx, conversation, self._now)
            label = await self._label(scribe, inbound) if inbound.choice else inbound.text
            await self._note_language(scribe, inbound)
            where = country_of(inbound.choice)
            conversation.country = where or country_in(inbound.text) or conversation.country
            if word and conversation.awaiting == AWAITING_WORD:  # her word itself is kept nowhere
                label = self._faq().lines.say(word.replace(".", "_"), conversation.language or "vi")
                conversation.awaiting, danger = None, NO_DANGER
            message = await scribe.hear(
                label,
                choice=inbound.choice or word,
                danger=danger,
                external_id=inbound.external_id,
                turn_due=conversation.assistant_may_speak
                and where is None
                and not heeding.is_heeded(inbound.choice),
            )
            if inbound.choice and heeding.is_heeded(inbound.choice):
                await heeding.heed(scribe, inbound.choice, self._faq())
            ticket = await tx.tickets.running(conversation.id)
            if ticket:  # the desk counts what waits for an answer
                scribe.queue_changed(ticket)
            await self._answer_danger(scribe, danger, ticket)
            if where:
                await self._give_numbers(scribe)
            await tx.conversations.save(conversation)
        return Receipt(message.seq, duplicate=False), scribe

    async def _label(self, scribe: Scribe, inbound: Inbound) -> str:
        """The words of the choice she tapped, as she saw them; raises UnknownChoice."""
        if inbound.choice in _ALWAYS:
            language = inbound.language or scribe.conversation.language or "vi"
            return self._faq().lines.say(_ALWAYS[inbound.choice], language)
        recent = await scribe.tx.messages.last(scribe.conversation.id, _CHOICES_FROM)
        for message in reversed(recent):
            for choice in message.choices:
                if choice.id == inbound.choice:
                    return choice.label
        raise UnknownChoice

    async def _note_language(self, scribe: Scribe, inbound: Inbound) -> None:
        conversation = scribe.conversation
        if inbound.language:
            conversation.speak(inbound.language, chosen=True)
        elif inbound.text and not conversation.language_chosen:
            history: tuple[Language, ...] = (
                (conversation.language,) if conversation.language else ()
            )
            conversation.speak(identify(inbound.text, history).language, chosen=False)

    async def _answer_danger(self, scribe: Scribe, danger: Danger, ticket: Ticket | None) -> None:
        if danger.level != "red" or danger.category is None:
            return
        conversation = scribe.conversation
        if ticket and ticket.raise_priority(Priority.EMERGENCY, danger.category):
            await scribe.tx.tickets.save(ticket)
            await scribe.tx.tickets.note(ticket.id, "emergency", "assistant", at=self._now())
            scribe.ticket_changed(ticket)
        if not conversation.assistant_may_speak:
            return
        reply = self._danger_replies.red(conversation, danger.category)
        await scribe.write(Sender.ASSISTANT, reply.text, choices=reply.choices)
        if conversation.handler is not Handler.WAITING:  # there she has said yes already
            conversation.awaiting = AWAITING_CONSENT

    async def _give_numbers(self, scribe: Scribe) -> None:
        """She has tapped where she is: the numbers there, for the danger she last spoke of."""
        conversation = scribe.conversation
        recent = await scribe.tx.messages.last(conversation.id, _CHOICES_FROM)
        dangers = [message.danger_category for message in recent if message.danger_category]
        if dangers and conversation.assistant_may_speak:
            reply = self._danger_replies.numbers(conversation, dangers[-1])
            await scribe.write(Sender.ASSISTANT, reply.text, choices=reply.choices)


def _check_text(inbound: Inbound) -> None:
    if len(inbound.text) > LONGEST_TEXT:
        raise TextTooLong
    if not inbound.choice and not inbound.text.strip():
        raise EmptyText
