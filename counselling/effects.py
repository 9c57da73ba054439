"""What the service does on the assistant's word: tickets, consents, feedback."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from counselling.assistant import Answered, Effect, Turn
from counselling.clock import Clock
from counselling.conversations import Message
from counselling.faq import FaqSet
from counselling.scribe import Scribe
from counselling.store.outcomes import Feedback, Outcome
from counselling.store.transaction import Transaction
from counselling.tickets.opening import open_ticket

_ASKED_WITHIN = 60  # messages


@dataclass(frozen=True)
class Effects:
    """Carries effects out, and notes what became of each message of hers."""

    faq: Callable[[], FaqSet]
    now: Clock

    async def carry_out(self, scribe: Scribe, turn: Turn, message: Message, effect: Effect) -> None:
        """Do one thing, within the transaction of the answer to ``message``."""
        match effect:
            case Effect.OPEN_TICKET:
                await self._record_consent(scribe.tx, turn, given=True)
                await open_ticket(scribe, self.faq().lines)
            case Effect.RECORD_REFUSAL:
                await self._record_consent(scribe.tx, turn, given=False)
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

    async def _record_consent(self, tx: Transaction, turn: Turn, *, given: bool) -> None:
        asked = await self._question(tx, turn)
        await tx.records.consent(
            turn.conversation_id,
            "counsellor_reads",
            given=given,
            wording=hashlib.sha256(asked.encode()).hexdigest(),
            language=turn.language,
            at=self.now(),
        )

    async def _question(self, tx: Transaction, turn: Turn) -> str:
        """The sentence her yes or no answers: the last one that offered it."""
        for message in reversed(await tx.messages.last(turn.conversation_id, _ASKED_WITHIN)):
            if any(choice.id == "consent.yes" for choice in message.choices):
                return message.text
        return self.faq().lines.say("ask_consent", turn.language)
