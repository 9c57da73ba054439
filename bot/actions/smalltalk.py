"""Short and warm, then back to her question."""

from bot.actions.asked import Asked
from bot.actions.saying import AWAITING_PERSON, open_question, person, still_open
from counselling.assistant import Answered, Decision, Reply
from counselling.faq import FaqSet

WITH_PERSON = frozenset({"are_you_a_bot"})
SPOKEN = frozenset({"greet", "thanks", "goodbye", "how_are_you", "are_you_a_bot"})


def smalltalk(asked: Asked, faq: FaqSet) -> Answered:
    """The line for what she said."""
    line = _line(asked)
    choices = (person(faq, asked.language),) if line in WITH_PERSON else ()
    reply = Reply(faq.lines.say(line, asked.language), choices)
    return Answered(
        (reply, *still_open(asked, faq)), Decision.SMALLTALK, awaiting=open_question(asked)
    )


def _line(asked: Asked) -> str:
    if asked.intent in SPOKEN:
        return asked.intent
    if asked.intent == "affirm":
        return "anything_else"
    return "no_problem" if asked.awaiting == AWAITING_PERSON else "what_next"
