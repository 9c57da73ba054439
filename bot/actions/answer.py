"""Answers with one entry of the set: the one she tapped, or the one her words fit."""

from bot.actions.asked import Asked
from bot.actions.fallback import fallback
from bot.actions.saying import open_question, still_open
from counselling import offers
from counselling.assistant import Answered, Decision, Reply
from counselling.faq import FaqSet


def answer(asked: Asked, faq: FaqSet) -> Answered:
    """The entry's answer in her language, with related entries and the way to a person.

    An entry that is not served (an old button, an older model, a draft where only reviewed ones
    are served) counts as not known.
    """
    meant = asked.chosen or (asked.candidates[0].faq if asked.candidates else None)
    if meant is None or meant not in faq.entries:
        return fallback(asked, faq)
    reply = Reply(
        faq.answer_text(meant, asked.language),
        offers.after_answer(faq, meant, asked.language),
        faq=meant,
    )
    return Answered(
        (reply, *still_open(asked, faq)),
        Decision.ANSWER,
        faq=meant,
        candidates=asked.candidates,
        awaiting=open_question(asked),
    )
