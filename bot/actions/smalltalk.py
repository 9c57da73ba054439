"""Short and warm, then back to her question."""

from bot.actions.asked import Asked
from bot.actions.saying import AWAITING_PERSON, open_question, still_open, ways_on
from counselling import offers
from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice
from counselling.faq import FaqSet

OPENING = frozenset({"greet", "are_you_a_bot", "what_next"})
"""Lines after which she does not know yet what there is to ask: each theme has its button."""
SPOKEN = frozenset({"greet", "thanks", "goodbye", "how_are_you", "are_you_a_bot"})


def smalltalk(asked: Asked, faq: FaqSet) -> Answered:
    """The line for what she said."""
    line = _line(asked)
    reply = Reply(faq.lines.say(line, asked.language), _ways(line, asked, faq))
    return Answered(
        (reply, *still_open(asked, faq)), Decision.SMALLTALK, awaiting=open_question(asked)
    )


def _line(asked: Asked) -> str:
    if asked.intent in SPOKEN:
        return asked.intent
    if asked.intent == "affirm":
        return "anything_else"
    return "no_problem" if asked.awaiting == AWAITING_PERSON else "what_next"


def _ways(line: str, asked: Asked, faq: FaqSet) -> tuple[Choice, ...]:
    if line == "no_problem":  # she has just refused a counsellor
        return offers.all_themes(faq, asked.language)
    return ways_on(asked, faq, spread=line in OPENING)
