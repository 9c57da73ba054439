"""The way to a counsellor: asks her consent once, and takes a yes or a no."""

from bot.actions.asked import Asked
from counselling import offers
from counselling.assistant import AWAITING_CONSENT, Answered, Decision, Effect, Reply
from counselling.faq import FaqSet

CLEAR_YES = 0.8
"""Likeness (0 to 1) to a known way of saying yes from which on a typed yes is taken as one."""


def ask_consent(asked: Asked, faq: FaqSet) -> Answered:
    """What will happen, in a few short sentences, and two answers of equal standing."""
    reply = offers.ask_consent(faq, asked.language)
    return Answered((reply,), Decision.HANDOFF, awaiting=AWAITING_CONSENT)


def hand_over(asked: Asked, faq: FaqSet) -> Answered:
    """She said yes. The service makes the ticket and tells her its code: nothing is said here.

    A yes in her own words must be one of those in data/nlu/affirm.yml, all but word for word:
    being probably a yes is not enough to open her conversation to a reader.
    """
    if asked.intent == "affirm" and asked.likeness < CLEAR_YES:
        return ask_consent(asked, faq)
    return Answered((), Decision.HANDOFF, effects=(Effect.OPEN_TICKET,))


def decline(asked: Asked, faq: FaqSet) -> Answered:
    """She said no: that is all right, and nothing is lost."""
    reply = Reply(faq.lines.say("declined", asked.language), (offers.person(faq, asked.language),))
    return Answered((reply,), Decision.SMALLTALK, effects=(Effect.RECORD_REFUSAL,))


def still_waiting(asked: Asked, faq: FaqSet) -> Answered:
    """A counsellor has been told already: asking again changes nothing."""
    return Answered((Reply(faq.lines.say("still_waiting", asked.language)),), Decision.HANDOFF)
