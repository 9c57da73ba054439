"""The pieces every action answers with: choices in her language, offers, and the JSON form."""

from typing import Any

from bot.actions.asked import FAQ_CHOICE, Asked
from counselling.assistant import AWAITING_CONSENT, Answered, Reply
from counselling.conversations import Choice, Language
from counselling.faq import FaqSet

AWAITING_PERSON = "person"
"""She has been offered a counsellor and has not said yes or no yet."""


def person(faq: FaqSet, language: Language) -> Choice:
    """The way to a counsellor."""
    return Choice("person", faq.lines.say("choice_person", language))


def entry(faq: FaqSet, entry_id: str, language: Language) -> Choice:
    """An entry of the set, by its title."""
    return Choice(FAQ_CHOICE + entry_id, faq.entries[entry_id].texts[language].title)


def person_or_not(faq: FaqSet, language: Language) -> tuple[Choice, ...]:
    """A counsellor, or not: as easy to refuse as to accept."""
    no = Choice("none", faq.lines.say("choice_no_person", language))
    return person(faq, language), no


def consent(faq: FaqSet, language: Language) -> tuple[Choice, ...]:
    """Yes and no of equal standing."""
    say = faq.lines.say
    return (
        Choice("consent.yes", say("choice_consent_yes", language)),
        Choice("consent.no", say("choice_consent_no", language)),
    )


def still_open(asked: Asked, faq: FaqSet) -> tuple[Reply, ...]:
    """The open question of consent once more, so that a later "yes" can mean nothing else."""
    if not asked.consent_is_open:
        return ()
    text = faq.lines.say("consent_still_open", asked.language)
    return (Reply(text, consent(faq, asked.language)),)


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
