"""What the service does on the assistant's word: tickets, consents, feedback."""

from collections.abc import Callable
from dataclasses import dataclass

from counselling import consents, contact
from counselling.assistant import Answered, Effect, Turn
from counselling.clock import Clock
from counselling.conversations import Choice, Message, Sender
from counselling.faq import FaqSet
from counselling.scribe import Scribe
from counselling.store.outcomes import Feedback, Outcome
from counselling.store.transaction import Transaction
from counselling.tickets.opening import Wait, open_ticket
from counselling.tickets.ticket import Priority


@dataclass(frozen=True)
class Effects:
    """Carries effects out, and notes what became of each message of hers."""

    faq: Callable[[], FaqSet]
    now: Clock
    wait: Wait

    async def carry_out(self, scribe: Scribe, turn: Turn, message: Message, effect: Effect) -> None:
        """Do one thing, within the transaction of the answer to ``message``."""
        match effect:
            case Effect.OPEN_TICKET:
                await consents.record_answer(scribe, turn.language, self.faq(), given=True)
                ticket = await open_ticket(scribe, self.faq(), self.wait)
                if ticket.priority is not Priority.EMERGENCY:  # in danger one thing at a time
                    await self._offer_the_rest(scribe)
            case Effect.RECORD_REFUSAL:
                await consents.record_answer(scribe, turn.language, self.faq(), given=False)
            case Effect.RECORD_HELPFUL | Effect.RECORD_UNHELPFUL:
                await self._record_feedback(
                    scribe.tx, turn, message.seq, helpful=effect is Effect.RECORD_HELPFUL
                )
            case Effect.RECORD_NOT_MEANT:
                pass  # stands in the outcome of her message

    async def note(self, tx: Transaction, turn: Turn, message: Message, answered: Answered) -> None:
        """Write down what became of ``message``, so that gaps in the set can be found."""
        about = None
        if Effect.RECORD_NOT_MEANT in answered.effects:
            about = await tx.outcomes.question_before(message.conversation_id, message.seq)
        await tx.outcomes.add(
            Outcome(
                conversation_id=message.conversation_id,
                seq=message.seq,
                typed=message.choice is None,
                decision=answered.decision,
                language=turn.language,
                at=self.now(),
                faq=answered.faq,
                candidates=tuple(candidate.faq for candidate in answered.candidates),
                about=about,
            )
        )

    async def _record_feedback(
        self, tx: Transaction, turn: Turn, seq: int, *, helpful: bool
    ) -> None:
        _, _, entry = (turn.choice or "").partition(":")
        about = await tx.outcomes.question_before(turn.conversation_id, seq, faq=entry)
        await tx.outcomes.say(
            Feedback(turn.conversation_id, entry, turn.language, helpful, self.now(), about)
        )

    async def _offer_the_rest(self, scribe: Scribe) -> None:
        """Once, and all of it may be left alone: a way back, and when she may be written to."""
        faq, tx, conversation = self.faq(), scribe.tx, scribe.conversation
        language = conversation.language or "vi"
        if not await tx.hers.has_code(conversation.id):
            way = Choice("code", faq.lines.say("choice_code", language))
            await scribe.write(Sender.SYSTEM, faq.lines.say("said_code", language), choices=[way])
        if (await tx.hers.wish(conversation.id)).safe_contact is None:
            await contact.ask(scribe, faq)
