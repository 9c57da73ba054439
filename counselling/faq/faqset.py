"""The curated set as the rest of the program sees it: entries, and texts ready to be sent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from babel.dates import format_date

from counselling.conversations import Language
from counselling.faq.consent import Consent
from counselling.faq.lines import Lines
from counselling.faq.model import DangerReply, Entry, Hotline, Office, Partner, Theme
from counselling.faq.phones import known_numbers, numbers_to_call
from counselling.faq.problems import Problem
from counselling.faq.themes import visible

# Day first and in figures in Vietnamese; the month in words in English; the Korean long form.
_DATES: Mapping[Language, str] = {"vi": "dd/MM/yyyy", "en": "d MMMM yyyy", "ko": "yyyy년 M월 d일"}


@dataclass(frozen=True)
class FaqSet:
    """All of faq/, checked. ``fingerprint`` is the SHA-256, in hex, of the files' contents.

    ``themes`` are as written in faq/themes.yml; ``visible_themes`` is what can be shown of them.
    """

    entries: Mapping[str, Entry]
    hotlines: Mapping[str, Hotline]
    offices: Mapping[str, Office]
    partners: Mapping[str, Partner]
    lines: Lines
    consent: Consent
    danger_replies: Mapping[tuple[str, str], DangerReply]
    fingerprint: str
    themes: tuple[Theme, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def reviewed_only(self) -> "FaqSet":
        """The set with none but the entries that the office has checked."""
        kept = {name: entry for name, entry in self.entries.items() if entry.review == "reviewed"}
        return replace(self, entries=MappingProxyType(kept))

    def kept_for(self, days: int) -> "FaqSet":
        """The set whose consent question says that a case is kept for ``days``."""
        return replace(self, consent=replace(self.consent, days=days))

    @cached_property
    def visible_themes(self) -> tuple[Theme, ...]:
        """What she can browse: themes, topics and entries, without those that are empty."""
        return visible(self.themes, self.entries, self.lines.texts["topic_other"])

    def answer_text(self, entry_id: str, language: Language) -> str:
        """The answer as she reads it: answer, next step, hotlines, then where it comes from.

        Raises KeyError when there is no such entry.
        """
        text = self.entries[entry_id].texts[language]
        step = self.lines.say("next_step", language, next_step=text.next_step)
        return self.with_origin(entry_id, f"{text.answer}\n\n{step}", language)

    def with_origin(self, entry_id: str, said: str, language: Language) -> str:
        """What is ``said`` from an entry, with its hotlines, sources, date and quiet draft note.

        The last paragraph is sources, date and note. Raises KeyError when there is no such entry.
        """
        entry = self.entries[entry_id]
        say = self.lines.say
        origin = [
            say("source", language, sources="; ".join(entry.sources)),
            say("as_of", language, date=_spoken(entry.as_of, language)),
        ]
        if entry.review == "draft":
            origin.append(say("draft_note", language))
        paragraphs = [said, "\n".join(origin)]
        if lines := tuple(self._not_said_yet(entry, said, language)):
            paragraphs.insert(1, "\n".join((say("hotlines", language), *lines)))
        return "\n\n".join(paragraphs)

    def _not_said_yet(self, entry: Entry, said: str, language: Language) -> Iterator[str]:
        """The entry's hotlines, but for those whose number she has just read."""
        read = numbers_to_call(said)
        for name in entry.hotlines:
            if not known_numbers([self.hotlines[name].number]) & read:
                yield _hotline_line(self.hotlines[name], language, with_cost=True)

    def danger_reply(self, category: str, level: str, language: Language) -> str:
        """The fixed reply to a danger ("suicide", "red") and its hotlines, one a line.

        Raises KeyError for a category or level that model.py does not name.
        """
        reply = self.danger_replies[category, level]
        lines = self.hotline_lines(reply.hotlines, language)
        return "\n".join((reply.texts[language], *lines))

    def hotline_lines(self, wanted: str | Iterable[str], language: Language) -> tuple[str, ...]:
        """A line "• name: number (hours)" for each hotline, in the order wanted.

        ``wanted``: hotline ids, or one topic (as in a hotline's "for") for all that serve it and
        whose confidence is not low. Raises KeyError for an unknown id, or a topic without a line:
        an empty list of help must never go out unnoticed.
        """
        named = self._serving(wanted) if isinstance(wanted, str) else wanted
        return tuple(_hotline_line(self.hotlines[name], language) for name in named)

    def _serving(self, topic: str) -> list[str]:
        """The ids of the hotlines for a topic; KeyError when there is none."""
        lines = self.hotlines.values()
        found = [line.id for line in lines if topic in line.topics and line.confidence != "low"]
        if not found:
            raise KeyError(topic)
        return found


def _hotline_line(hotline: Hotline, language: Language, *, with_cost: bool = False) -> str:
    known = [hotline.hours.get(language), hotline.cost.get(language) if with_cost else None]
    more = "; ".join(part for part in known if part)
    return f"• {hotline.name[language]}: {hotline.number}" + (f" ({more})" if more else "")


def _spoken(day: date, language: Language) -> str:
    return format_date(day, format=_DATES[language], locale=language)
