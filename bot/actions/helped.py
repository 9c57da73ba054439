"""Takes her "was this helpful?"."""

from dataclasses import replace

from bot.actions.asked import Asked
from bot.actions.saying import open_question, still_open
from counselling import feedback, offers
from counselling.assistant import Answered
from counselling.faq import FaqSet


def helpful(asked: Asked, faq: FaqSet) -> Answered:
    """It helped."""
    thanks = feedback.thank(asked.language, faq, awaiting=open_question(asked))
    return _with_what_is_open(thanks, asked, faq)


def unhelpful(asked: Asked, faq: FaqSet) -> Answered:
    """It did not help: sorry, and what else there is."""
    entry_id = asked.tapped(offers.UNHELPFUL) or ""
    sorry = feedback.apologise(entry_id, asked.language, faq, awaiting=open_question(asked))
    return _with_what_is_open(sorry, asked, faq)


def _with_what_is_open(answered: Answered, asked: Asked, faq: FaqSet) -> Answered:
    return replace(answered, replies=(*answered.replies, *still_open(asked, faq)))
