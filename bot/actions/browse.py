"""Shows the themes, the topics of one, or the entries of a topic."""

from bot.actions.asked import Asked
from bot.actions.saying import open_question, still_open
from counselling import browsing
from counselling.assistant import Answered, Decision
from counselling.faq import FaqSet


def browse(asked: Asked, faq: FaqSet) -> Answered:
    """What lies behind the button she tapped."""
    reply = browsing.browse(asked.choice, asked.language, faq)
    return Answered(
        (reply, *still_open(asked, faq)), Decision.CLARIFY, awaiting=open_question(asked)
    )
