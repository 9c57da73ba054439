"""Honest when nothing fits: says so, and offers a counsellor."""

from bot.actions.asked import Asked
from bot.actions.saying import AWAITING_PERSON, consent, person_or_not
from counselling.assistant import AWAITING_CONSENT, Answered, Decision, Reply
from counselling.conversations import Choice
from counselling.faq import FaqSet


def fallback(asked: Asked, faq: FaqSet) -> Answered:
    """Nothing fits: "we do not know that; shall we ask a counsellor?"."""
    return _honest("fallback", asked, faq)


def not_meant(asked: Asked, faq: FaqSet) -> Answered:
    """What was offered was not what she meant: other words, or a counsellor."""
    return _honest("not_meant", asked, faq)


def _honest(line: str, asked: Asked, faq: FaqSet) -> Answered:
    """An honest line and the offer that suits: consent if that is open, none if one is told."""
    choices: tuple[Choice, ...]
    if asked.counsellor_is_told:
        line, choices, awaiting = "fallback_waiting", (), None
    elif asked.consent_is_open:
        line, choices = "fallback_consent_open", consent(faq, asked.language)
        awaiting = AWAITING_CONSENT
    else:
        choices, awaiting = person_or_not(faq, asked.language), AWAITING_PERSON
    return Answered(
        (Reply(faq.lines.say(line, asked.language), choices),),
        Decision.FALLBACK,
        candidates=asked.candidates,
        awaiting=awaiting,
    )
