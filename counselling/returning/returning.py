"""Taking a return code, setting a code word, and coming back with them from any device."""

import asyncio
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from counselling.clock import Clock, utc_now
from counselling.conversations import Conversation
from counselling.live import DESK, Erased, Live, QueueChanged, Resync, case_topic, chat_topic
from counselling.returning.budget import Budget
from counselling.returning.codes import CodeHasher, Misread, new_code
from counselling.returning.joining import join
from counselling.returning.words import BadWord, WordKeeper
from counselling.store.hers import CodeRow
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import Ticket
from counselling.turns import Turns

WORDS_BEFORE_REST = 5
FIRST_REST = timedelta(hours=1)  # doubled with every wrong word after it
LONGEST_REST = timedelta(days=32)

__all__ = ["BadWord", "Kept", "Misread", "NoWayBack", "Returning", "TooManyTries"]


class NoWayBack(Exception):
    """No such code, or another word, or the code rests: nobody is told which."""


class TooManyTries(Exception):
    """The budget of wrong codes is spent; nothing was looked up."""


@dataclass(frozen=True)
class Kept:
    """What she has to come back with: a code, a code word."""

    code: bool
    word: bool


@dataclass(frozen=True)
class Guard:
    """What holds guessing back.

    ``answer_after``: seconds before a wrong try is answered, several times what a try takes, so
    that the answer to a wrong code and to a wrong word takes as long.
    """

    budget: Budget = field(default_factory=Budget)
    answer_after: float = 0.6


@dataclass(frozen=True)
class _Moved:
    """What must be told after the commit."""

    conversation: Conversation
    before: str  # the topic of the screens that showed it
    tickets: tuple[Ticket, ...]
    emptied: str | None  # the conversation that was taken in, whose key is of no use any more


class Returning:
    """One conversation has one chat at a time; coming back gives it the chat she is in now."""

    def __init__(
        self,
        store: Store,
        live: Live,
        turns: Turns,
        hasher: CodeHasher,
        words: WordKeeper,
        *,
        now: Clock = utc_now,
        guard: Guard | None = None,
    ) -> None:
        self._store = store
        self._live = live
        self._turns = turns
        self.codes = hasher
        self._words = words
        self._now = now
        self._guard = guard or Guard()
        self._one_try = asyncio.Lock()  # or many wrong words at once would count as one

    @finishes
    async def kept(self, channel: str, address: str) -> Kept:
        """What she has of the two."""
        async with self._store.read() as tx:
            conversation = await tx.conversations.at(channel, address)
            return (
                await _kept(tx, conversation.id) if conversation else Kept(code=False, word=False)
            )

    @finishes
    async def take_code(self, channel: str, address: str) -> str:
        """A new code for her conversation, told this once; the one before is dead. NotSaved."""
        async with self._store.write() as tx:
            conversation = await self._conversation(tx, channel, address)
            await tx.hers.drop_codes(conversation.id)
            while await tx.hers.code(self.codes.hash(code := new_code())):
                pass
            await tx.hers.add_code(conversation.id, self.codes.hash(code))
            return code

    @finishes
    async def drop_code(self, channel: str, address: str) -> None:
        """No code leads back any more; raises NotSaved."""
        async with self._store.write() as tx:
            if conversation := await tx.conversations.at(channel, address):
                await tx.hers.drop_codes(conversation.id)

    @finishes
    async def set_word(self, channel: str, address: str, word: str | None) -> None:
        """Set her code word, or drop it (None); raises BadWord, NotSaved."""
        word_hash = await self._words.hash(word) if word is not None else None
        async with self._store.write() as tx:
            conversation = await self._conversation(tx, channel, address)
            await tx.hers.set_word(conversation.id, word_hash)

    async def hash_word(self, word: str) -> str:
        """What to store of a word she typed into her chat; raises BadWord. Inside ``finish``."""
        return await self._words.hash(word)

    async def come_back(self, code: str, word: str, *, channel: str, here: str, to: str) -> None:
        """Give the code's conversation the chat ``to``, and take in what she wrote in ``here``.

        Raises Misread (costs no try), NoWayBack, TooManyTries, NotSaved.
        """
        code_hash = self.codes.hash(code)
        if not await self._guard.budget.take():
            raise TooManyTries
        answer_at = asyncio.get_running_loop().time() + self._guard.answer_after
        if not await self._try(code_hash, word, channel, here, to):
            await asyncio.sleep(answer_at - asyncio.get_running_loop().time())
            raise NoWayBack
        await self._guard.budget.give_back()

    @finishes
    async def _try(self, code_hash: str, word: str, channel: str, here: str, to: str) -> bool:
        async with self._one_try:
            async with self._store.read() as tx:
                row = await tx.hers.code(code_hash)
                wish = await tx.hers.wish(row.conversation_id) if row else None
            word_hash = wish.word_hash if wish else None
            fits = await self._words.fits(word_hash, word)  # always, so that it takes as long
            if row is None or (row.rests_until and row.rests_until > self._now()):
                return False
            async with self._store.write() as tx:
                if word_hash and not fits:
                    await self._count(tx, code_hash)
                    return False
                moved = await self._move(tx, row, channel, here, to)
        if moved and moved.emptied:
            await self._store.keys.destroy(moved.emptied, at=self._now())
        if moved:
            self._announce(moved)
        return moved is not None

    async def _count(self, tx: Transaction, code_hash: str) -> None:
        row = await tx.hers.code(code_hash)  # as it is now: other services count as well
        if row is None:
            return
        wrong = row.wrong_words + 1
        rests_until = None
        if wrong >= WORDS_BEFORE_REST:
            doubled = min(wrong - WORDS_BEFORE_REST, 10)
            rests_until = self._now() + min(FIRST_REST * 2**doubled, LONGEST_REST)
        await tx.hers.count_words(row.code_hash, wrong=wrong, rests_until=rests_until)

    async def _move(
        self, tx: Transaction, row: CodeRow, channel: str, here: str, to: str
    ) -> _Moved | None:
        known = await tx.hers.code(row.code_hash)  # it may have died while the word was checked
        old = await tx.conversations.get(known.conversation_id) if known else None
        if old is None:
            return None
        young = await tx.conversations.at(channel, here)
        before = chat_topic(old.channel, old.address)
        changed: tuple[Ticket, ...] = ()
        emptied = None
        if young and young.id != old.id:
            changed, emptied = await join(tx, young, old, at=self._now()), young.id
        await tx.conversations.move(old, channel, to)
        await tx.news.release(old.id, at=self._now())
        await tx.conversations.save(old)
        await tx.hers.count_words(row.code_hash, wrong=0, rests_until=None)
        ticket = await tx.tickets.running(old.id)
        if ticket:  # a counsellor should know that it may be another who writes now
            await tx.tickets.note(ticket.id, "returned", "woman", at=self._now())
        return _Moved(old, before, (*changed, *([ticket] if ticket else [])), emptied)

    def _announce(self, moved: _Moved) -> None:
        """The screens that showed it are cleared; the desk reads anew; turns go on."""
        self._live.publish(moved.before, Erased())
        self._live.publish(case_topic(moved.conversation.id), Resync())
        for ticket in moved.tickets:
            self._live.publish(DESK, QueueChanged(ticket.code))
        if moved.conversation.assistant_may_speak:
            self._turns.wake(moved.conversation.id)

    async def _conversation(self, tx: Transaction, channel: str, address: str) -> Conversation:
        """Hers, made now if she has written nothing yet."""
        found = await tx.conversations.at(channel, address)
        if found is None:
            found = Conversation(uuid.uuid4().hex, channel, address, self._now())
            await tx.conversations.add(found)
        return found


async def _kept(tx: Transaction, conversation_id: str) -> Kept:
    wish = await tx.hers.wish(conversation_id)
    return Kept(await tx.hers.has_code(conversation_id), wish.word_hash is not None)
