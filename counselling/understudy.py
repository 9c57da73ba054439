"""Who answers while Rasa cannot: honest, with the hotlines and the way to a person."""

from collections.abc import Callable

from counselling.assistant import AWAITING_CONSENT, Answered, Decision, Effect, Reply, Turn
from counselling.conversations import Choice
from counselling.faq import FaqSet


class Understudy:
    """Answers taps as usual and says honestly that it cannot read what she typed."""

    def __init__(self, faq: Callable[[], FaqSet]) -> None:
        self._faq = faq

    async def answer(self, turn: Turn) -> Answered:
        """Answer one turn without Rasa; never fails."""
        match turn.choice:
            case "person":
                return self._ask_consent(turn)
            case "consent.yes" if turn.awaiting == AWAITING_CONSENT:
                return Answered((), Decision.HANDOFF, effects=(Effect.OPEN_TICKET,))
            case "consent.no" if turn.awaiting == AWAITING_CONSENT:
                reply = Reply(self._say("declined", turn), self._person(turn))
                return Answered((reply,), Decision.HANDOFF, effects=(Effect.RECORD_REFUSAL,))
            case str(choice) if choice.removeprefix("faq:") in self._faq().entries:
                return self._entry(choice.removeprefix("faq:"), turn)
        return self._honest_line(turn)

    def _ask_consent(self, turn: Turn) -> Answered:
        reply = Reply(
            self._say("ask_consent", turn),
            (
                Choice("consent.yes", self._say("choice_consent_yes", turn)),
                Choice("consent.no", self._say("choice_consent_no", turn)),
            ),
        )
        return Answered((reply,), Decision.HANDOFF, awaiting=AWAITING_CONSENT)

    def _entry(self, entry_id: str, turn: Turn) -> Answered:
        text = self._faq().answer_text(entry_id, turn.language)
        reply = Reply(text, self._person(turn), faq=entry_id)
        return Answered((reply,), Decision.ANSWER, faq=entry_id, awaiting=turn.awaiting)

    def _honest_line(self, turn: Turn) -> Answered:
        hotlines = self._faq().hotline_lines("emergency", turn.language)
        text = "\n".join([self._say("assistant_down", turn), "", *hotlines])
        return Answered(
            (Reply(text, self._person(turn)),), Decision.FALLBACK, awaiting=turn.awaiting
        )

    def _person(self, turn: Turn) -> tuple[Choice, ...]:
        return (Choice("person", self._say("choice_person", turn)),)

    def _say(self, key: str, turn: Turn) -> str:
        return self._faq().lines.say(key, turn.language)
