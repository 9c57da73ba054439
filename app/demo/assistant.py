"""The assistant of the demo: the real answers and offers, and told beforehand what was asked.

Nothing is understood here, so that a month is made in a minute and without Rasa.
"""

from collections.abc import Callable, Mapping

from bot.actions.answer import answer
from bot.actions.asked import Asked
from bot.actions.fallback import fallback
from bot.actions.hand_over import ask_consent, hand_over
from bot.actions.helped import helpful, unhelpful
from counselling import offers
from counselling.assistant import Answered, Candidate, Turn
from counselling.faq import FaqSet

PERSON, YES = "person", "consent.yes"


class Recalling:
    """Answers a turn; ``meant``: her words and the entry they ask for, None where none fits."""

    def __init__(self, faq: FaqSet, meant: Mapping[str, str | None]) -> None:
        self._faq = faq
        self._meant = meant

    async def answer(self, turn: Turn) -> Answered:
        """What the real assistant says when it has understood."""
        return self._deed(turn)(_asked(turn, self._meant.get(turn.text)), self._faq)

    def _deed(self, turn: Turn) -> Callable[[Asked, FaqSet], Answered]:
        choice = turn.choice or ""
        if choice == YES:
            return hand_over
        if choice == PERSON:
            return ask_consent
        if choice.startswith(offers.HELPFUL):
            return helpful
        if choice.startswith(offers.UNHELPFUL):
            return unhelpful
        return answer if self._meant.get(turn.text) else fallback


def _asked(turn: Turn, entry: str | None) -> Asked:
    return Asked(
        intent="",
        likeness=1.0,
        language=turn.language,
        awaiting=turn.awaiting,
        handler=turn.handler,
        last_faq=turn.last_faq,
        choice=turn.choice,
        candidates=(Candidate(entry, 0.9),) if entry else (),
    )
