"""The curated set as the rest of the program sees it: entries, and texts ready to be sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from counselling.conversations import Language
from counselling.faq.lines import Lines
from counselling.faq.model import DangerReply, Entry, Hotline, Office, Partner
from counselling.faq.problems import Problem

# Day first and in figures in Vietnamese; the month in words in English; the Korean long form.
_DATES: Mapping[Language, str] = {"vi": "dd/MM/yyyy", "en": "d MMMM yyyy", "ko": "yyyy년 M월 d일"}


@dataclass(frozen=True)
class FaqSet:
    """All of faq/, checked. ``fingerprint`` is the SHA-256, in hex, of the files' contents."""

    entries: Mapping[str, Entry]
    hotlines: Mapping[str, Hotline]
    offices: Mapping[str, Office]
    partners: Mapping[str, Partner]
    lines: Lines
    danger_replies: Mapping[tuple[str, str], DangerReply]
    fingerprint: str
    warnings: tuple[Problem, ...] = ()

    def answer_text(self, entry_id: str, language: Language) -> str:
        """The answer as she reads it: answer, next step, sources, date, and a quiet draft note.

        Raises KeyError when there is no such entry.
        """
        entry = self.entries[entry_id]
        text = entry.texts[language]
        say = self.lines.say
        origin = [
            say("source", language, sources="; ".join(entry.sources)),
            say("as_of", language, date=_spoken(entry.as_of, language)),
        ]
        if entry.review == "draft":
            origin.append(say("draft_note", language))
        step = say("next_step", language, next_step=text.next_step)
        return "\n\n".join((text.answer, step, "\n".join(origin)))

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


def _hotline_line(hotline: Hotline, language: Language) -> str:
    hours = hotline.hours.get(language)
    return f"• {hotline.name[language]}: {hotline.number}" + (f" ({hours})" if hours else "")


def _spoken(day: date, language: Language) -> str:
    return format_date(day, format=_DATES[language], locale=language)
