"""The pieces every action answers with: what stays open, the ways on, and the JSON form."""

from typing import Any

from bot.actions.asked import Asked
from counselling import offers
from counselling.assistant import AWAITING_CONSENT, Answered, Reply
from counselling.conversations import Choice
from counselling.faq import FaqSet

AWAITING_PERSON = "person"
"""She has been offered a counsellor and has not said yes or no yet."""


def ways_on(asked: Asked, faq: FaqSet, *, spread: bool = False) -> tuple[Choice, ...]:
    """What she can do next: browse, or a counsellor. With ``spread`` each theme has its button.

    None while consent is open, for only yes and no may stand there then; no counsellor is
    offered once one has been told.
    """
    if asked.consent_is_open:
        return ()
    show = offers.themes if spread else offers.all_themes
    person = () if asked.counsellor_is_told else (offers.person(faq, asked.language),)
    return (*show(faq, asked.language), *person)


def still_open(asked: Asked, faq: FaqSet) -> tuple[Reply, ...]:
    """The open question of consent once more, so that a later "yes" can mean nothing else."""
    if not asked.consent_is_open:
        return ()
    text = faq.lines.say("consent_still_open", asked.language)
    return (Reply(text, offers.consent(faq, asked.language)),)


def open_question(asked: Asked) -> str | None:
    """What stays open when something else has been answered: consent does, an offer does not."""
    return AWAITING_CONSENT if asked.consent_is_open else None


def as_json(answered: Answered) -> dict[str, Any]:
    """The answer as the contract's JSON, which app/rasa/reading.py reads."""
    return {
        "replies": [
            {
                "text": reply.text,
                "choices": [{"id": choice.id, "label": choice.label} for choice in reply.choices],
                "faq": reply.faq,
            }
            for reply in answered.replies
        ],
        "decision": answered.decision.value,
        "faq": answered.faq,
        "candidates": [
            {"faq": candidate.faq, "score": candidate.score} for candidate in answered.candidates
        ],
        "effects": [effect.value for effect in answered.effects],
        "awaiting": answered.awaiting,
    }
