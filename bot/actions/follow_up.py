"""Answers "and the papers?", "how long?", "what then?" from the entry she was given last."""

from bot.actions.asked import Asked
from bot.actions.aspects import ASPECTS, passages_about
from bot.actions.fallback import honest
from bot.actions.saying import open_question, still_open, ways_on
from counselling import offers
from counselling.assistant import Answered, Decision, Reply
from counselling.faq import FaqSet

INTENT = "follow_up_"
"""Its intents: one for each of ASPECTS, and ``next`` and ``more``."""


def follow_up(asked: Asked, faq: FaqSet) -> Answered:
    """What the entry says of it, or honestly that it does not; without an entry, about what?"""
    entry_id = asked.last_faq
    if entry_id is None or entry_id not in faq.entries:
        return _about_what(asked, faq)
    aspect = asked.intent.removeprefix(INTENT)
    if aspect == "more":
        return _what_else(entry_id, asked, faq)
    text = faq.entries[entry_id].texts[asked.language]
    if aspect == "next":
        step = faq.lines.say("next_step", asked.language, next_step=text.next_step)
        return _from_the_entry(step, asked, faq)
    said = passages_about(text.answer, aspect, asked.language) if aspect in ASPECTS else ()
    if not said:
        missing = faq.lines.say("follow_up_missing", asked.language, title=text.title)
        return honest(missing, asked, faq, entry_id=entry_id)
    return _from_the_entry("\n".join(f"• {passage}" for passage in said), asked, faq)


def _from_the_entry(said: str, asked: Asked, faq: FaqSet) -> Answered:
    """A part of the entry given last, under its title and with its source and date."""
    entry_id, language = str(asked.last_faq), asked.language
    title = faq.entries[entry_id].texts[language].title
    about = faq.lines.say("follow_up_about", language, title=title)
    text = faq.with_origin(entry_id, f"{about}\n\n{said}", language)
    reply = Reply(text, offers.after_answer(faq, entry_id, language), faq=entry_id)
    return _answered(reply, asked, faq)


def _what_else(entry_id: str, asked: Asked, faq: FaqSet) -> Answered:
    ways = (*offers.related(faq, entry_id, asked.language), *ways_on(asked, faq))
    return _answered(Reply(faq.lines.say("follow_up_more", asked.language), ways), asked, faq)


def _answered(reply: Reply, asked: Asked, faq: FaqSet) -> Answered:
    return Answered(
        (reply, *still_open(asked, faq)),
        Decision.ANSWER,
        faq=asked.last_faq,
        candidates=asked.candidates,
        awaiting=open_question(asked),
    )


def _about_what(asked: Asked, faq: FaqSet) -> Answered:
    text = faq.lines.say("follow_up_which", asked.language)
    reply = Reply(text, ways_on(asked, faq, spread=True))
    return Answered(
        (reply, *still_open(asked, faq)),
        Decision.CLARIFY,
        candidates=asked.candidates,
        awaiting=open_question(asked),
    )
