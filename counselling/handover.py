"""A conversation passes from the assistant to a counsellor and back: moved, told, written down."""

from collections.abc import Callable
from dataclasses import dataclass

from counselling.clock import Clock
from counselling.conversations import Event, Sender
from counselling.faq import FaqSet
from counselling.news import DUTY, HANDLER
from counselling.permissions import User
from counselling.returning.awaiting import AWAITING_NEW_WORD, AWAITING_WORD
from counselling.scribe import Scribe
from counselling.tickets.states import ENDED
from counselling.tickets.ticket import Ticket


@dataclass(frozen=True)
class Step:
    """What happens, its name in the records, and the line she reads."""

    event: Event
    what: str
    line: str


CLAIM = Step(Event.CLAIMED, "claim", "counsellor_here")
HAND_BACK = Step(Event.HANDED_BACK, "hand_back", "handed_back")
TAKE_BACK = Step(Event.TAKEN_BACK, "take_back", "counsellor_here")
CLOSE = Step(Event.TICKET_ENDED, "close", "ticket_closed")


class Handover:
    """Passes conversations on; who may is casework's to check."""

    def __init__(self, faq: Callable[[], FaqSet], now: Clock) -> None:
        self._faq = faq
        self._now = now

    async def pass_on(
        self, scribe: Scribe, ticket: Ticket, step: Step, by: User, *, why: str | None = None
    ) -> None:
        """Move the conversation, tell her in her language, and write it down.

        Raises IllegalHandover.
        """
        conversation = scribe.conversation
        conversation.move(step.event)
        if conversation.awaiting == AWAITING_WORD:  # or a word to the assistant would be checked
            conversation.awaiting = None
        if not conversation.assistant_may_speak:
            await scribe.tx.messages.drop_turns(conversation.id)
            if conversation.awaiting != AWAITING_NEW_WORD:  # or it would be read as a message
                conversation.awaiting = None
        text = self._faq().lines.say(step.line, conversation.language or "vi")
        await scribe.tx.news.drop(conversation.id, DUTY, waiting_at=self._now())
        await scribe.write(Sender.SYSTEM, text, unasked=HANDLER)
        await scribe.tx.tickets.note(ticket.id, step.what, by.id, at=self._now(), why=why)
        await scribe.tx.records.audit(by.id, step.what, ticket.code, at=self._now())
        scribe.ticket_changed(ticket, running=ticket.state not in ENDED)
