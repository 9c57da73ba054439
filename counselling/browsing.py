"""Going through the set by tapping: themes, topics, entries. Needs no understanding of words."""

from counselling import offers
from counselling.assistant import Reply
from counselling.conversations import Choice, Language
from counselling.faq import FaqSet, Theme, Topic


def browse(choice: str | None, language: Language, faq: FaqSet) -> Reply:
    """What a tap on ``themes``, a theme or a topic shows; what is gone shows the themes again."""
    for theme in faq.visible_themes:
        if choice == offers.THEME + theme.id:
            return _theme(theme, language, faq)
        for topic in theme.topics:
            if choice == f"{offers.TOPIC}{theme.id}/{topic.id}":
                return _topic(topic, language, faq)
    return _themes(language, faq)


def is_browsing(choice: str) -> bool:
    """Whether a tap leads through the set."""
    return choice == offers.THEMES or choice.startswith((offers.THEME, offers.TOPIC))


def _themes(language: Language, faq: FaqSet) -> Reply:
    themes, person = offers.themes(faq, language), offers.person(faq, language)
    line = "themes" if themes else "fallback"  # nothing is served yet
    return Reply(faq.lines.say(line, language), (*themes, person))


def _theme(theme: Theme, language: Language, faq: FaqSet) -> Reply:
    text = faq.lines.say("topics", language, title=theme.title[language])
    return Reply(text, (*offers.topics(theme, language), *_back(language, faq)))


def _topic(topic: Topic, language: Language, faq: FaqSet) -> Reply:
    text = faq.lines.say("entries", language, title=topic.title[language])
    return Reply(text, (*offers.entries(faq, topic, language), *_back(language, faq)))


def _back(language: Language, faq: FaqSet) -> tuple[Choice, ...]:
    return offers.other_themes(faq, language), offers.person(faq, language)
