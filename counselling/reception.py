"""The front door: what arrives is checked, looked at for danger, stored and routed."""

from collections.abc import Callable, Collection, Sequence

from counselling import elsewhere
from counselling.channels import Inbound, Receipt
from counselling.clock import Clock, utc_now
from counselling.conversations import ChatState, Handler, Language, Message, Sender
from counselling.danger_reply import DangerReplies
from counselling.erasing import Eraser
from counselling.heeding import CODE
from counselling.in_the_chat import InTheChat
from counselling.just_said import JustSaid, just_said
from counselling.refused import EmptyText, NotSaved, Refused, TextTooLong, UnknownChoice
from counselling.returning.new_word import NewWords
from counselling.returning.returning import Returning
from counselling.returning.typed import Typed, TypedCodes
from counselling.returning.word_check import WordCheck
from counselling.safety.detect import NO_DANGER, Danger, DangerDetector
from counselling.safety.lookout import Lookout
from counselling.safety.pieces import Piece
from counselling.safety.whereabouts import country_in
from counselling.scribe import Announcer, Scribe
from counselling.store.not_saved import NotSaved as StoreNotSaved
from counselling.store.store import Store, finishes
from counselling.taking_in import Arrived, Taken, TakingIn
from counselling.turns import Turns
from counselling.whose import conversation_at
from language.identify import identify

__all__ = ["EmptyText", "NotSaved", "Reception", "Refused", "TextTooLong", "UnknownChoice"]

LONGEST_TEXT = 4000  # characters
PART = 1000  # messages of a history that are handed out at once


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
        returning: Returning,
        *,
        in_the_chat: InTheChat | None = None,
        numbered: Collection[str] = (),
        now: Clock = utc_now,
    ) -> None:
        self._store = store
        self._turns = turns
        self._announcer = announcer
        self._eraser = eraser
        self._faq = danger_replies.faq
        self._lookout = Lookout(detector)
        self._word_check = word_check
        self._returning = returning
        self._typed_codes = TypedCodes(store, returning)
        self._new_words = NewWords(store, returning, now)
        in_the_chat = in_the_chat or InTheChat()
        self._taking_in = TakingIn(store, eraser, danger_replies, in_the_chat, now, numbered)
        self._now = now

    @finishes
    async def receive(self, inbound: Inbound) -> Receipt:
        """Store what she sent, and her danger reply with it; acknowledge only after this returns.

        Raises Refused: TextTooLong, EmptyText, UnknownChoice, NotSaved.
        """
        _check_text(inbound)
        try:
            return await self._receive(inbound)
        except StoreNotSaved as error:
            raise NotSaved(await self._numbers(inbound)) from error

    async def _receive(self, inbound: Inbound) -> Receipt:
        before = await self._just_said(inbound) if inbound.text else JustSaid()
        danger = await self._danger(inbound, before.pieces)
        word = await self._word_check.of(inbound, danger, before.conversation)
        typed = await self._typed_codes.of(inbound) if danger.level != "red" else None
        new_word = await self._new_words.of(inbound, danger) if not typed else None
        taken = await self._taking_in.take(Arrived(inbound, danger, word, typed, new_word))
        self._go_on(taken)
        if new_word:
            self._eraser.clear_chats()  # the message with the word
        if typed and not taken.receipt.duplicate:
            await self._come_back(inbound, typed, taken.scribe)
        return await self._with_code(inbound, taken)

    def say(self, line: str, language: Language) -> str:
        """A line of the office's for what a channel shows in passing."""
        return self._faq().lines.say(line, language)

    @finishes
    async def history(self, channel: str, address: str, after: int = 0) -> list[Message]:
        """Her conversation's messages numbered above ``after``, in order, PART of them at most."""
        async with self._store.read() as tx:
            conversation = await tx.conversations.at(channel, address)
            if conversation is None:
                return []
            return await tx.messages.after(conversation.id, after, most=PART)

    @finishes
    async def state(self, channel: str, address: str) -> ChatState:
        """Who has her conversation, and her ticket's code."""
        async with self._store.read(brief=True) as tx:
            conversation = await tx.conversations.at(channel, address)
            if not conversation:
                return ChatState(Handler.ASSISTANT, None, None)
            ticket = await tx.tickets.running(conversation.id)
            code = ticket.code if ticket else None
            return ChatState(conversation.handler, code, conversation.language)

    @finishes
    async def lost_her(self, channel: str, address: str) -> None:
        """She has blocked us, or her account is gone; raises NotSaved."""
        try:
            async with self._store.write() as tx:
                conversation = await tx.conversations.at(channel, address)
                if conversation is None:
                    return
                await tx.conversations.mark_unreachable(conversation, since=self._now())
                await tx.outbox.failed(conversation.id)
        except StoreNotSaved as error:
            raise NotSaved from error
        self._announcer.announce_lost(conversation)

    @finishes
    async def answered_elsewhere(
        self, channel: str, address: str, *, staff: bool, said: str = "", delivery: str = ""
    ) -> None:
        """Somebody of the office (``staff``) wrote ``said`` in the platform's inbox, or stopped.

        ``delivery``: the same if it is brought again. Raises NotSaved.
        """
        try:
            async with self._store.write() as tx:
                if delivery and await tx.channels.knows(channel, address, delivery):
                    return  # our own words, or brought again
                conversation = await conversation_at(tx, channel, address, self._now)
                scribe = Scribe(tx, conversation, self._now)
                if delivery:
                    await tx.channels.note_arrival(channel, delivery, at=self._now())
                if staff:
                    await elsewhere.take_over(scribe, said[:LONGEST_TEXT], delivery or None)
                else:
                    await elsewhere.give_back(scribe)
        except StoreNotSaved as error:
            raise NotSaved from error
        self._announcer.announce_lost(conversation)

    @finishes
    async def erase(self, channel: str, address: str) -> None:
        """Erase her conversation; raises NotSaved."""
        try:
            await self._eraser.erase_chat(channel, address)
        except StoreNotSaved as error:
            raise NotSaved from error

    async def _just_said(self, inbound: Inbound) -> JustSaid:
        return await just_said(self._store, inbound.channel, inbound.address, self._now())

    async def _danger(self, inbound: Inbound, before: Sequence[Piece] = ()) -> Danger:
        return await self._lookout.see(inbound.text, before) if inbound.text else NO_DANGER

    async def _numbers(self, inbound: Inbound) -> str:
        """Nothing can be stored, so no reply either: in danger she is told whom to call at once."""
        danger = await self._danger(inbound)
        if danger.level != "red" or danger.category is None:
            return ""
        before: tuple[Language, ...] = (inbound.guess,) if inbound.guess else ()
        language = inbound.language or identify(inbound.text, before).language
        return self._faq().numbers_at_hand(danger.category, language, country_in(inbound.text))

    def _go_on(self, taken: Taken) -> None:
        if taken.erased:
            taken.erased()
        if taken.scribe:
            self._announcer.announce(taken.scribe)
            if taken.scribe.conversation.assistant_may_speak:
                self._turns.wake(taken.scribe.conversation.id)

    async def _come_back(self, inbound: Inbound, typed: Typed, heard: Scribe | None) -> None:
        """Try her return code, and tell her what came of it in the chat she has then."""
        self._eraser.clear_chats()  # the message with the code
        line = await self._typed_codes.come_back(inbound, typed)
        async with self._store.write() as tx:
            conversation = await tx.conversations.at(inbound.channel, inbound.address)
            if conversation is None:
                return
            scribe = Scribe(tx, conversation, self._now)
            if heard and heard.conversation.last_seq == 1:  # nothing else was said here before
                await self._taking_in.in_the_chat.welcome(scribe, self._faq())
            await scribe.write(Sender.SYSTEM, self.say(line, conversation.language or "vi"))
            await tx.conversations.save(conversation)
        self._announcer.announce(scribe)

    async def _with_code(self, inbound: Inbound, taken: Taken) -> Receipt:
        """Her receipt; if she asked for a return code, with the code to be shown in passing."""
        receipt = taken.receipt
        if inbound.page or taken.choice != CODE or taken.scribe is None:
            return receipt
        code = await self._returning.take_code(inbound.channel, inbound.address)
        language = taken.scribe.conversation.language or "vi"
        notice = self._faq().lines.say_on(inbound.channel, "your_code", language, code=code)
        return Receipt(receipt.seq, receipt.duplicate, notice)


def _check_text(inbound: Inbound) -> None:
    if len(inbound.text) > LONGEST_TEXT:
        raise TextTooLong
    tapped_or_other = inbound.choice or inbound.button or inbound.unreadable
    if not tapped_or_other and not inbound.text.strip():
        raise EmptyText
