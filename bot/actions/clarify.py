"""Asks back when several entries are near: "which of these do you want to ask?"."""

from bot.actions.asked import Asked
from bot.actions.fallback import fallback
from bot.actions.saying import open_question, still_open
from counselling import offers
from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice
from counselling.faq import FaqSet

TITLES_SHOWN = 3


def clarify(asked: Asked, faq: FaqSet) -> Answered:
    """The nearest entries by title, and "none of these"."""
    near = [found.faq for found in asked.candidates if found.faq in faq.entries][:TITLES_SHOWN]
    if not near:
        return fallback(asked, faq)
    say = faq.lines.say
    titles = [offers.entry(faq, entry_id, asked.language) for entry_id in near]
    none = Choice("none", say("choice_none", asked.language))
    reply = Reply(say("clarify", asked.language), (*titles, none))
    return Answered(
        (reply, *still_open(asked, faq)),
        Decision.CLARIFY,
        candidates=asked.candidates,
        awaiting=open_question(asked),
    )
