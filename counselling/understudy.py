"""Who answers while Rasa cannot: honest, with the hotlines and the way to a person."""

from collections.abc import Callable

from counselling import offers
from counselling.assistant import AWAITING_CONSENT, Answered, Decision, Effect, Reply, Turn
from counselling.browsing import browse, is_browsing
from counselling.faq import FaqSet
from counselling.feedback import apologise, thank


class Understudy:
    """Answers taps as usual and says honestly that it cannot read what she typed."""

    def __init__(self, faq: Callable[[], FaqSet]) -> None:
        self._faq = faq

    async def answer(self, turn: Turn) -> Answered:
        """Answer one turn without Rasa; never fails."""
        faq = self._faq()
        match turn.choice:
            case "person":
                return self._ask_consent(turn)
            case "consent.yes" if turn.awaiting == AWAITING_CONSENT:
                return Answered((), Decision.HANDOFF, effects=(Effect.OPEN_TICKET,))
            case "consent.no" if turn.awaiting == AWAITING_CONSENT:
                reply = Reply(self._say("declined", turn), (offers.person(faq, turn.language),))
                return Answered((reply,), Decision.HANDOFF, effects=(Effect.RECORD_REFUSAL,))
            case str(choice) if choice.removeprefix(offers.FAQ) in faq.entries:
                return self._entry(choice.removeprefix(offers.FAQ), turn)
        return self._around_an_answer(turn) or self._honest_line(turn)

    def _around_an_answer(self, turn: Turn) -> Answered | None:
        """What she taps on the way to an answer, and to say whether it helped."""
        faq, choice = self._faq(), turn.choice or ""
        if is_browsing(choice):
            reply = browse(choice, turn.language, faq)
            return Answered((reply,), Decision.CLARIFY, awaiting=turn.awaiting)
        if choice.startswith(offers.HELPFUL):
            return thank(turn.language, faq, awaiting=turn.awaiting)
        if choice.startswith(offers.UNHELPFUL):
            entry_id = choice.removeprefix(offers.UNHELPFUL)
            return apologise(entry_id, turn.language, faq, awaiting=turn.awaiting)
        return None

    def _ask_consent(self, turn: Turn) -> Answered:
        reply = offers.ask_consent(self._faq(), turn.language)
        return Answered((reply,), Decision.HANDOFF, awaiting=AWAITING_CONSENT)

    def _entry(self, entry_id: str, turn: Turn) -> Answered:
        text = self._faq().answer_text(entry_id, turn.language)
        ways = offers.after_answer(self._faq(), entry_id, turn.language)
        reply = Reply(text, ways, faq=entry_id)
        return Answered((reply,), Decision.ANSWER, faq=entry_id, awaiting=turn.awaiting)

    def _honest_line(self, turn: Turn) -> Answered:
        faq = self._faq()
        hotlines = faq.hotline_lines("emergency", turn.language, turn.country)
        text = "\n".join([self._say("assistant_down", turn), "", *hotlines])
        ways = (offers.person(faq, turn.language), *offers.all_themes(faq, turn.language))
        return Answered((Reply(text, ways),), Decision.FALLBACK, awaiting=turn.awaiting)

    def _say(self, key: str, turn: Turn) -> str:
        return self._faq().lines.say(key, turn.language)
