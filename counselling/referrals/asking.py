"""The question a referral puts to her: to whom, what exactly, for what, until when, and her no."""

from datetime import date

from babel.dates import format_date

from counselling.conversations import Choice, Language
from counselling.faq import FaqSet
from counselling.referrals.referral import Content, Referral

PREFIX = "refer."
BACK = "refer.back"
BACK_ALL = "refer.back.all"
_DATES = {"vi": "dd/MM/yyyy", "en": "d MMMM yyyy", "ko": "yyyy년 M월 d일"}


def question(faq: FaqSet, one: Referral, content: Content, code: str) -> str:
    """The whole question as she reads it or hears it read; ``code``: her ticket's."""
    language = content.language

    def say(line: str, **names: object) -> str:
        return faq.lines.say(line, language, **names)

    what_for = "\n".join(
        (
            say("refer_ask", agency=content.agency[language]),
            say("refer_for", purpose=purpose(faq, content, language)),
            say("refer_urgency", urgency=say(f"urgency_{one.urgency}")),
        )
    )
    until = say("refer_until", date=spoken_day(one.valid_until, language))
    hers = say("refer_take_back", words=say("choice_refer_back"))
    shared = "\n".join((*_shared(faq, content), say("refer_also", code=code), until))
    return "\n\n".join((what_for, shared, f"{say('refer_free')}\n{hers}", say("refer_agree")))


def purpose(faq: FaqSet, content: Content, language: Language) -> str:
    """What the referral is for, with the counsellor's own words if there are any."""
    need = faq.lines.say(f"need_{content.need}", language)
    return f"{need}. {content.purpose}" if content.purpose else need


def answers(faq: FaqSet, one: Referral, language: Language) -> tuple[Choice, ...]:
    """Yes, no and "change something" for the present version, and for no other."""
    return tuple(
        Choice(f"{PREFIX}{verb}.{one.id}.{one.version}", faq.lines.say(line, language))
        for verb, line in (
            ("yes", "choice_refer_yes"),
            ("no", "choice_refer_no"),
            ("change", "choice_refer_change"),
        )
    )


def take_back(faq: FaqSet, language: Language) -> Choice:
    """The way to take a referral back, which never grows old."""
    return Choice(BACK, faq.lines.say("choice_refer_back", language))


def with_answers(text: str, choices: tuple[Choice, ...]) -> str:
    """The exact words of the question, to be kept."""
    return "\n".join((text, " / ".join(choice.label for choice in choices)))


def spoken_day(day: date, language: Language) -> str:
    """A day as people write it in this language."""
    return format_date(day, format=_DATES[language], locale=language)


def _shared(faq: FaqSet, content: Content) -> tuple[str, ...]:
    say, language = faq.lines.say, content.language
    if not content.shared:
        return (say("refer_nothing", language),)
    lines = (f"• {say(f'share_{name}', language)}: {text}" for name, text in content.shared.items())
    return (say("refer_shared", language), *lines)
