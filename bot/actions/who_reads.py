"""Says who reads what she writes. The line must be true: SECURITY.md says the same."""

from bot.actions.asked import Asked
from bot.actions.saying import open_question, ways_on
from counselling import offers
from counselling.assistant import Answered, Decision, Reply
from counselling.faq import FaqSet


def who_reads(asked: Asked, faq: FaqSet) -> Answered:
    """A counsellor, if she agrees. Being asked is no answer: consent stays as open as it was."""
    open_still = asked.consent_is_open
    choices = offers.consent(faq, asked.language) if open_still else ways_on(asked, faq)
    reply = Reply(faq.lines.say("who_reads", asked.language), choices)
    return Answered((reply,), Decision.SMALLTALK, awaiting=open_question(asked))
