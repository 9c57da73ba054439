"""Writing into a conversation within one transaction, and telling who looks on afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from counselling import news
from counselling.clock import Clock
from counselling.conversations import ChatState, Choice, Conversation, Message, Sender
from counselling.live import (
    DESK,
    Erased,
    Live,
    MessageAdded,
    QueueChanged,
    Resync,
    StateChanged,
    case_topic,
    chat_topic,
)
from counselling.outbox import Outbox
from counselling.safety.detect import NO_DANGER, Danger
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import Priority, Ticket


@dataclass
class Scribe:
    """Adds messages to one conversation and remembers what must be told after the commit."""

    tx: Transaction
    conversation: Conversation
    now: Clock
    added: list[Message] = field(default_factory=list)
    state: ChatState | None = None
    queue: QueueChanged | None = None
    closed_to_desk: bool = False  # she took her yes back: open pages there must go blank

    async def write(  # noqa: PLR0913  # all that a message to her may be
        self,
        sender: Sender,
        text: str,
        *,
        choices: Sequence[Choice] = (),
        faq: str | None = None,
        author_id: str | None = None,
        external_id: str | None = None,
        urgent: bool = False,
        unasked: str | None = None,
    ) -> Message:
        """Store a message to her and put it on its way.

        ``urgent``: help in danger. ``unasked``: what it is news of, if it answers nothing of the
        last minutes; then it may have to wait (counselling/news.py).
        """
        message = self._next(sender, text, choices=tuple(choices), faq=faq)
        await self.tx.messages.add(message, author_id=author_id, external_id=external_id)
        if self.conversation.channel not in self.tx.stay_here:
            await self._post(message, urgent=urgent, unasked=unasked)
        return message

    async def _post(self, message: Message, *, urgent: bool, unasked: str | None) -> None:
        its, at = message.conversation_id, message.at
        if unasked:
            await self.tx.news.drop(its, unasked, waiting_at=at)
            at = await news.goes_from(self.tx, its, at)
        await self.tx.outbox.add(its, message.seq, at=at, urgent=urgent, unasked=unasked)

    async def hear(
        self, text: str, *, choice: str | None, danger: Danger, external_id: str, turn_due: bool
    ) -> Message:
        """Store a message from her."""
        message = self._next(Sender.WOMAN, text, choice=choice, danger=danger)
        await self.tx.messages.add(message, external_id=external_id, turn_due=turn_due)
        return message

    async def note_said(self, text: str, *, choice: str, external_id: str | None) -> None:
        """Store what a colleague has said to her outside the desk: it is with her already."""
        message = self._next(Sender.COUNSELLOR, text, choice=choice)
        await self.tx.messages.add(message, external_id=external_id)

    def ticket_changed(self, ticket: Ticket, *, running: bool = True) -> None:
        """Her screen and the queue show another ticket or state."""
        self.state = ChatState(
            self.conversation.handler,
            ticket.code if running else None,
            self.conversation.language,
        )
        self.queue_changed(ticket)

    def queue_changed(self, ticket: Ticket) -> None:
        """The ticket's line in the queue is another."""
        self.queue = QueueChanged(ticket.code, ticket.priority is Priority.EMERGENCY)

    def _next(
        self,
        sender: Sender,
        text: str,
        *,
        choices: tuple[Choice, ...] = (),
        choice: str | None = None,
        faq: str | None = None,
        danger: Danger = NO_DANGER,
    ) -> Message:
        self.conversation.last_seq += 1
        message = Message(
            conversation_id=self.conversation.id,
            seq=self.conversation.last_seq,
            sender=sender,
            text=text,
            at=self.now(),
            choices=choices,
            choice=choice,
            faq=faq,
            danger=danger.level,
            danger_category=danger.category,
        )
        self.added.append(message)
        return message


class Announcer:
    """Tells screens and channels what a scribe wrote; call it after the commit, never before."""

    def __init__(self, live: Live, outbox: Outbox) -> None:
        self._live = live
        self._outbox = outbox

    def announce(self, scribe: Scribe) -> None:
        """Publish the messages, the state and the queue, and wake the outbox."""
        conversation = scribe.conversation
        chat = chat_topic(conversation.channel, conversation.address)
        case = case_topic(conversation.id)
        for message in scribe.added:
            self._live.publish(case, MessageAdded(message))
            self._live.publish(chat, MessageAdded(message))
        if scribe.added:  # also if she wrote: what waited until she is there goes out
            self._outbox.wake_for(conversation)
        if scribe.state:
            self._live.publish(chat, StateChanged(scribe.state))
            self._live.publish(case, StateChanged(scribe.state))
        if scribe.closed_to_desk:
            self._live.publish(case, Erased())
        if scribe.queue:
            self._live.publish(DESK, scribe.queue)

    def announce_lost(self, conversation: Conversation) -> None:
        """What reaches her, or who answers her, is not what it was: the desk shows it."""
        tell_case(self._live, conversation)

    def announce_erasure(self, conversation: Conversation, ticket: Ticket | None) -> None:
        """Her screens and the desk must stop showing what was erased."""
        self._live.publish(chat_topic(conversation.channel, conversation.address), Erased())
        self._live.publish(case_topic(conversation.id), Erased())
        if ticket:
            self._live.publish(DESK, QueueChanged(ticket.code))


def tell_case(live: Live, conversation: Conversation) -> None:
    """Whoever looks at the case reads it anew: what reaches her is not what it was."""
    live.publish(case_topic(conversation.id), Resync())
