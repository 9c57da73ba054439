"""Answers with one entry of the set: the one she tapped, or the one her words fit."""

from bot.actions.asked import Asked
from bot.actions.fallback import fallback
from bot.actions.saying import entry, open_question, person, still_open
from counselling.assistant import Answered, Decision, Reply
from counselling.faq import FaqSet

RELATED_SHOWN = 2


def answer(asked: Asked, faq: FaqSet) -> Answered:
    """The entry's answer in her language, with related entries and the way to a person.

    An entry that is no longer in the set (an old button, an older model) counts as not known.
    """
    meant = asked.chosen or (asked.candidates[0].faq if asked.candidates else None)
    if meant is None or meant not in faq.entries:
        return fallback(asked, faq)
    related = [other for other in faq.entries[meant].related if other in faq.entries]
    choices = [entry(faq, other, asked.language) for other in related[:RELATED_SHOWN]]
    reply = Reply(
        faq.answer_text(meant, asked.language),
        (*choices, person(faq, asked.language)),
        faq=meant,
    )
    return Answered(
        (reply, *still_open(asked, faq)),
        Decision.ANSWER,
        faq=meant,
        candidates=asked.candidates,
        awaiting=open_question(asked),
    )
