"""What counsellors do with tickets: look, claim, write, hand back, close."""

from collections.abc import Callable, Mapping

from counselling.case_at_hand import Cases
from counselling.cases import ending
from counselling.cases.ending import Ended
from counselling.cases.follow_up import today
from counselling.clock import Clock, utc_now
from counselling.consents import may_be_read
from counselling.conversations import Choice, Message, Sender
from counselling.elsewhere import OVER_AFTER
from counselling.faq import FaqSet
from counselling.handover import CLAIM, CLOSE, HAND_BACK, TAKE_BACK, Handover
from counselling.limits import Limits
from counselling.live import Live, Typing, TypingIn, channel_topic, chat_topic
from counselling.looking import find_ticket, looking, reaches
from counselling.permissions import User
from counselling.queue.lists import Counts, Show
from counselling.queue.signs import Signs
from counselling.referrals.referring import Referring
from counselling.referrals.viewing import ReferralViewer
from counselling.returning.awaiting import AWAITING_WORD
from counselling.returning.word_check import NONE
from counselling.scribe import Announcer
from counselling.store.inbox import InInbox
from counselling.store.marks import Mark
from counselling.store.queue_rows import QueueRow
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.talk.talk import Talk
from counselling.ticket_view import TicketView
from counselling.tickets.states import ENDED
from counselling.tickets.ticket import AlreadyClaimed, NotYours


class Casework:
    """The desk's verbs. Who may use them is the desk's gate to check (permissions.py)."""

    def __init__(
        self,
        store: Store,
        announcer: Announcer,
        live: Live,
        faq: Callable[[], FaqSet],
        *,
        limits: Mapping[str, Limits],
        now: Clock = utc_now,
    ) -> None:
        self._store = store
        self._limits = limits
        self._cases = Cases(store, announcer, now)
        self._live = live
        self._faq = faq
        self._now = now
        self._handover = Handover(faq, now)
        self.talk = Talk(store, self._cases, live, faq, now, limits)
        self.referring = Referring(store, self._cases, faq, now)
        self.referrals = ReferralViewer(store, faq, now)
        self.signs = Signs(faq)

    @finishes
    async def queue(self, *, by: User, show: Show = Show.ALL, page: int = 1) -> list[QueueRow]:
        """A page of a list, of the tickets that ``by`` reaches; see ``Queue.page``."""
        async with self._store.read() as tx:
            return await tx.queue.page(by, show, today=today(self._now()), page=page)

    @finishes
    async def find(self, code: str, *, by: User) -> list[QueueRow]:
        """The tickets that ``by`` reaches whose code begins so; see ``typed_code``."""
        async with self._store.read() as tx:
            return await tx.queue.found(by, code)

    @finishes
    async def counts(self, *, by: User) -> Counts:
        """The figures of all lists as ``by`` sees them."""
        async with self._store.read() as tx:
            return await tx.queue.counts(by, today=today(self._now()))

    @finishes
    async def in_inboxes(self) -> list[InInbox]:
        """How many are answered in a platform's own inbox and have no ticket; figures alone."""
        async with self._store.read() as tx:
            return await tx.inbox.unseen(since=self._now() - OVER_AFTER)

    @finishes
    async def reaches(self, code: str, *, by: User) -> bool:
        """Whether the ticket is still there for ``by``; not audited."""
        return await reaches(self._store, code, by)

    @finishes
    async def ticket(self, code: str, *, by: User) -> TicketView:
        """One ticket; the audit says that ``by`` looked. Raises NoSuchTicket."""
        async with looking(self._store, code, by, self._now()) as (tx, ticket):
            conversation_id = ticket.conversation_id
            wish = await tx.hers.wish(conversation_id)
            conversation = await tx.conversations.get(conversation_id)
            row = await tx.queue.row(code)
            return TicketView(
                row,
                conversation_id,
                await tx.tickets.history(ticket.id),
                readable=await may_be_read(tx, conversation_id),
                safe_contact=wish.safe_contact,
                has_word=wish.word_hash is not None,
                last_heard=await tx.messages.last_heard(conversation_id),
                unreachable_since=conversation.unreachable_since if conversation else None,
                elsewhere_since=conversation.elsewhere_since if conversation else None,
                now=self._now(),
                limits=self._limits.get(row.channel),
                calls=await tx.pages.of(ticket.id),
                news_waiting=await tx.news.count(conversation_id),
            )

    @finishes
    async def transcript(self, code: str, after: int = 0, *, by: User) -> list[Message]:
        """The messages numbered above ``after``, in order, audited; raises NoSuchTicket.

        None once she has taken back that a counsellor may read.
        """
        async with looking(self._store, code, by, self._now()) as (tx, ticket):
            if not await tx.conversations.get(ticket.conversation_id):
                return []  # she erased it
            if not await may_be_read(tx, ticket.conversation_id):
                return []
            return await tx.messages.after(ticket.conversation_id, after)

    @finishes
    async def claim(self, code: str, *, by: User) -> None:
        """Take the ticket and the conversation; exactly one of many wins.

        Raises AlreadyClaimed, IllegalMove, NoSuchTicket.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            if ticket.holder_id and ticket.state not in ENDED:
                if ticket.holder_id == by.id:
                    return
                raise AlreadyClaimed(code, await _name(scribe.tx, ticket.holder_id))
            ticket.claim(by=by.id, office=by.office)
            await scribe.tx.marks.take(ticket.id, Mark.PASSED_ON)
            await self._handover.pass_on(scribe, ticket, CLAIM, by)

    @finishes
    async def reply(self, code: str, *, by: User, text: str, external_id: str) -> int:
        """Write to her; the same ``external_id`` again writes nothing. Returns the seq.

        Raises NotYours, NoSuchTicket.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            ticket.require_holder(by.id)
            if scribe.conversation.assistant_may_speak:
                raise NotYours(code)  # handed back: take it back first
            conversation_id = scribe.conversation.id
            seen = await scribe.tx.messages.seq_of(conversation_id, Sender.COUNSELLOR, external_id)
            if seen is not None:
                return seen
            message = await scribe.write(
                Sender.COUNSELLOR, text, author_id=by.id, external_id=external_id
            )
            await scribe.tx.drafts.drop(conversation_id, by.id)
            scribe.queue_changed(ticket)
            return message.seq

    @finishes
    async def hand_back(self, code: str, *, by: User) -> None:
        """Give the conversation back to the assistant; the ticket stays with its holder.

        Raises NotYours, IllegalHandover, NoSuchTicket.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            ticket.require_holder(by.id)
            await self._handover.pass_on(scribe, ticket, HAND_BACK, by)

    @finishes
    async def take_back(self, code: str, *, by: User) -> None:
        """Take a handed-back conversation again; raises NotYours, IllegalHandover, NoSuchTicket."""
        async with self._cases.of(code, by=by) as (scribe, ticket):
            ticket.require_holder(by.id)
            await self._handover.pass_on(scribe, ticket, TAKE_BACK, by)

    @finishes
    async def close(self, code: str, *, by: User, ended: Ended | None = None) -> None:
        """End the ticket, with what came of it; raises NotYours, IllegalMove, NoSuchTicket."""
        async with self._cases.of(code, by=by) as (scribe, ticket):
            ticket.close(by=by.id, at=self._now())
            await scribe.tx.marks.take(ticket.id, *Mark)
            if ended:
                await ending.keep(scribe, ticket, ended, by=by)
            why = ended.outcome if ended else None
            await self._handover.pass_on(scribe, ticket, CLOSE, by, why=why)

    @finishes
    async def ask_word(self, code: str, *, by: User) -> None:
        """Ask for her code word: her next text is checked, and not kept as text.

        Raises NotYours, NoSuchTicket.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            ticket.require_holder(by.id)
            conversation = scribe.conversation
            if conversation.assistant_may_speak:
                raise NotYours(code)
            lines, language = self._faq().lines, conversation.language or "vi"
            none = Choice(NONE, lines.say("choice_word_none", language))
            await scribe.write(Sender.SYSTEM, lines.say("ask_word", language), choices=[none])
            conversation.awaiting = AWAITING_WORD
            await scribe.tx.tickets.note(ticket.id, "ask_word", by.id, at=self._now())
            await scribe.tx.records.audit(by.id, "ask_word", code, at=self._now())
            scribe.ticket_changed(ticket)

    @finishes
    async def typing(self, code: str, *, by: User) -> None:
        """Show her that somebody is writing; raises NotYours, NoSuchTicket."""
        async with self._store.read() as tx:
            ticket = await find_ticket(tx, code, by=by)
            ticket.require_holder(by.id)
            conversation = await tx.conversations.get(ticket.conversation_id)
        self.talk.onlookers.writes(ticket.conversation_id, by)
        if conversation and not conversation.assistant_may_speak:
            topic = chat_topic(conversation.channel, conversation.address)
            self._live.publish(topic, Typing(Sender.COUNSELLOR))
            there = TypingIn(conversation.address, Sender.COUNSELLOR)
            self._live.publish(channel_topic(conversation.channel), there)


async def _name(tx: Transaction, user_id: str) -> str:
    found = await tx.staff.get(user_id)
    return found[0].name if found else ""
