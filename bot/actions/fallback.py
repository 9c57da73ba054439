"""Honest when nothing fits: says so, and offers the themes and a counsellor."""

from bot.actions.asked import Asked
from bot.actions.saying import AWAITING_PERSON
from counselling import offers
from counselling.assistant import AWAITING_CONSENT, Answered, Decision, Effect, Reply
from counselling.conversations import Choice
from counselling.faq import FaqSet


def fallback(asked: Asked, faq: FaqSet) -> Answered:
    """Nothing fits: "we do not know that; shall we ask a counsellor?"."""
    return honest(faq.lines.say("fallback", asked.language), asked, faq)


def not_meant(asked: Asked, faq: FaqSet) -> Answered:
    """What was offered was not what she meant: other words, the themes, or a counsellor."""
    text = faq.lines.say("not_meant", asked.language)
    return honest(text, asked, faq, effects=(Effect.RECORD_NOT_MEANT,))


def honest(
    text: str,
    asked: Asked,
    faq: FaqSet,
    *,
    entry_id: str | None = None,
    effects: tuple[Effect, ...] = (),
) -> Answered:
    """An honest ``text`` and the offer that suits: consent if that is open, none if one is told.

    ``entry_id`` is the entry that was looked at in vain.
    """
    say, language = faq.lines.say, asked.language
    themes = offers.all_themes(faq, language)
    choices: tuple[Choice, ...]
    if asked.counsellor_is_told:
        text, choices, awaiting = say("fallback_waiting", language), themes, None
    elif asked.consent_is_open:
        text, choices = say("fallback_consent_open", language), offers.consent(faq, language)
        awaiting = AWAITING_CONSENT
    else:
        person, no = offers.person_or_not(faq, language)
        choices, awaiting = (person, *themes, no), AWAITING_PERSON
    return Answered(
        (Reply(text, choices),),
        Decision.FALLBACK,
        faq=entry_id,
        candidates=asked.candidates,
        effects=effects,
        awaiting=awaiting,
    )
