"""What she may tap: every choice by its name, labelled in her language."""

from counselling.assistant import Reply
from counselling.conversations import Choice, Language
from counselling.faq import FaqSet, Theme, Topic

FAQ = "faq:"
THEMES = "themes"
THEME = "theme:"
TOPIC = "topic:"
HELPFUL = "helpful:"
UNHELPFUL = "unhelpful:"

RELATED_SHOWN = 2


def person(faq: FaqSet, language: Language) -> Choice:
    """The way to a counsellor."""
    return Choice("person", faq.lines.say("choice_person", language))


def person_or_not(faq: FaqSet, language: Language) -> tuple[Choice, ...]:
    """A counsellor, or not: as easy to refuse as to accept."""
    no = Choice("none", faq.lines.say("choice_no_person", language))
    return person(faq, language), no


def consent(faq: FaqSet, language: Language) -> tuple[Choice, ...]:
    """Yes and no of equal standing."""
    asked = faq.consent
    return Choice("consent.yes", asked.yes[language]), Choice("consent.no", asked.no[language])


def ask_consent(faq: FaqSet, language: Language) -> Reply:
    """The whole question, with both answers."""
    return Reply(faq.consent.ask(language), consent(faq, language))


def short_consent(faq: FaqSet, language: Language) -> tuple[Choice, ...]:
    """Below a danger reply: a short yes and no, and the way to all that is to be known."""
    asked = faq.consent
    return (
        Choice("consent.yes", asked.short_yes[language]),
        Choice("consent.no", asked.short_no[language]),
        Choice("consent.about", asked.about[language]),
    )


def entry(faq: FaqSet, entry_id: str, language: Language) -> Choice:
    """An entry of the set, by its title."""
    return Choice(FAQ + entry_id, faq.entries[entry_id].texts[language].title)


def related(faq: FaqSet, entry_id: str, language: Language) -> tuple[Choice, ...]:
    """The first related entries that are served."""
    served = [other for other in faq.entries[entry_id].related if other in faq.entries]
    return tuple(entry(faq, other, language) for other in served[:RELATED_SHOWN])


def after_answer(faq: FaqSet, entry_id: str, language: Language) -> tuple[Choice, ...]:
    """What every answer ends with: related entries, a counsellor, and "was this helpful?"."""
    say = faq.lines.say
    return (
        *related(faq, entry_id, language),
        person(faq, language),
        Choice(HELPFUL + entry_id, say("choice_helpful", language)),
        Choice(UNHELPFUL + entry_id, say("choice_unhelpful", language)),
    )


def all_themes(faq: FaqSet, language: Language) -> tuple[Choice, ...]:
    """The one button that leads to the themes; none when there is nothing to browse."""
    if not faq.visible_themes:
        return ()
    return (Choice(THEMES, faq.lines.say("choice_themes", language)),)


def other_themes(faq: FaqSet, language: Language) -> Choice:
    """The way back from a theme or topic."""
    return Choice(THEMES, faq.lines.say("choice_other_themes", language))


def themes(faq: FaqSet, language: Language) -> tuple[Choice, ...]:
    """The themes, a button each."""
    return tuple(Choice(THEME + theme.id, theme.title[language]) for theme in faq.visible_themes)


def topics(theme: Theme, language: Language) -> tuple[Choice, ...]:
    """The topics of a theme, a button each."""
    return tuple(
        Choice(f"{TOPIC}{theme.id}/{topic.id}", topic.title[language]) for topic in theme.topics
    )


def entries(faq: FaqSet, topic: Topic, language: Language) -> tuple[Choice, ...]:
    """The entries of a topic, a button each."""
    return tuple(entry(faq, entry_id, language) for entry_id in topic.entries)
