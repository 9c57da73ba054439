"""The curated set as the rest of the program sees it: entries, and texts ready to be sent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from babel.dates import format_date

from counselling.conversations import Country, Language
from counselling.faq.consent import Consent
from counselling.faq.helping import at_hand, countries, hotline_line, month, near
from counselling.faq.lines import Lines
from counselling.faq.model import CannedReply, DangerReply, Entry, Hotline, Office, Partner, Theme
from counselling.faq.phones import known_numbers, numbers_to_call
from counselling.faq.problems import Problem
from counselling.faq.themes import visible
from counselling.queue.targets import Targets

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
    targets: Targets = field(default_factory=Targets)
    canned: tuple[CannedReply, ...] = ()

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
                hotline = self.hotlines[name]
                yield hotline_line(hotline, language, hotline.cost.get(language, ""))

    @cached_property
    def countries(self) -> tuple[Country, ...]:
        """The countries for which there are numbers in danger, the likeliest first."""
        return countries(self.danger_replies, self.hotlines)

    def danger_reply(
        self, category: str, level: str, language: Language, country: Country | None = None
    ) -> str:
        """The fixed reply to a danger ("suicide", "red") and the numbers where she is.

        Raises KeyError for a category or level that model.py does not name.
        """
        text = self.danger_replies[category, level].texts[language]
        return "\n".join((text, *self.danger_lines(category, level, language, country)))

    def danger_lines(
        self, category: str, level: str, language: Language, country: Country | None
    ) -> tuple[str, ...]:
        """The numbers of a danger reply, one a line, each with the month of its source."""
        lines = self._in_danger(category, level, country)
        return tuple(hotline_line(line, language, self._dated(line, language)) for line in lines)

    def numbers_at_hand(self, category: str, language: Language, country: Country | None) -> str:
        """The first numbers for a danger in one short row."""
        return at_hand(self._in_danger(category, "red", country), language)

    def _in_danger(self, category: str, level: str, country: Country | None) -> list[Hotline]:
        """What the reply names for her country; else what the red one does; never nothing."""
        for one in (level, "red"):
            named = [self.hotlines[name] for name in self.danger_replies[category, one].hotlines]
            if found := near(named, country):
                return found
        return named

    def _dated(self, line: Hotline, language: Language) -> str:
        return self.lines.say("hotline_source", language, date=month(line.as_of))

    def hotline_lines(
        self, wanted: str | Iterable[str], language: Language, country: Country | None = None
    ) -> tuple[str, ...]:
        """A line "• name: number (hours)" for each hotline, in the order wanted.

        ``wanted``: hotline ids, or one topic (as in a hotline's "for") for all that serve it where
        she is and whose confidence is not low. Raises KeyError for an unknown id, or a topic
        without a line: an empty list of help must never go out unnoticed.
        """
        if isinstance(wanted, str):
            return tuple(hotline_line(line, language) for line in self._serving(wanted, country))
        return tuple(hotline_line(self.hotlines[name], language) for name in wanted)

    def _serving(self, topic: str, country: Country | None) -> list[Hotline]:
        """The hotlines for a topic; KeyError when there is none."""
        lines = self.hotlines.values()
        found = [line for line in lines if topic in line.topics and line.confidence != "low"]
        if not found:
            raise KeyError(topic)
        return near(found, country) or found


def _spoken(day: date, language: Language) -> str:
    return format_date(day, format=_DATES[language], locale=language)
