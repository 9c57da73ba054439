"""An entry as she will read it in the web chat, before it is published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import MappingProxyType

from counselling import offers
from counselling.conversations import LANGUAGES, Choice, Language
from counselling.corner.cells import Cells
from counselling.corner.documents import Document
from counselling.faq import Entry, FaqSet, Text
from counselling.faq.sheet.columns import BY_KEY
from counselling.faq.sheet.rows import settled

# As connectors/webchat/page/scripts/calls.js finds them.
_NUMBER_LINE = re.compile(r"• (.+): (\+?[0-9][0-9 .\-]*[0-9])(?: \((.+)\))?")
_PARTS = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Call:
    """A number in a row of its own. ``direct``: one tap calls it."""

    name: str
    number: str
    note: str

    @property
    def direct(self) -> bool:
        """A note that names the number says what to dial before it."""
        return self.number not in self.note


@dataclass(frozen=True)
class Part:
    """A paragraph: text and numbers to call, in order. ``source``: the last one, set smaller."""

    lines: tuple[str | Call, ...]
    source: bool = False


@dataclass(frozen=True)
class Shown:
    """A message with what can be tapped below it; ``feedback`` are the two quiet buttons."""

    language: Language
    parts: tuple[Part, ...]
    choices: tuple[Choice, ...] = ()
    feedback: tuple[Choice, ...] = ()


def preview(faq: FaqSet, document: Document, cells: Cells) -> tuple[Shown, ...]:
    """The answer in every language that has one, made by the words of the set in use."""
    entry = _entry(faq, document, cells)
    entries = MappingProxyType({**faq.entries, entry.id: entry})
    with_it = replace(faq, entries=entries)
    return tuple(
        shown(
            with_it.answer_text(entry.id, language),
            offers.after_answer(with_it, entry.id, language),
            language,
            is_answer=True,
        )
        for language in LANGUAGES
        if entry.texts[language].answer
    )


def shown(text: str, choices: tuple[Choice, ...], language: Language, *, is_answer: bool) -> Shown:
    """A message of the assistant as the chat page lays it out: of an answer the last part is
    its source.
    """
    parts = _PARTS.split(text)
    last = len(parts) - 1
    return Shown(
        language,
        tuple(
            Part(tuple(_lines(part)), is_answer and 0 < n == last) for n, part in enumerate(parts)
        ),
        tuple(one for one in choices if not _is_feedback(one)),
        tuple(one for one in choices if _is_feedback(one)),
    )


def _is_feedback(choice: Choice) -> bool:
    return choice.id.startswith((offers.HELPFUL, offers.UNHELPFUL))


def _lines(part: str) -> Iterator[str | Call]:
    for line in part.split("\n"):
        found = _NUMBER_LINE.fullmatch(line)
        yield Call(found[1], found[2], found[3] or "") if found else line


def _entry(faq: FaqSet, document: Document, cells: Cells) -> Entry:
    """The entry as far as it is written; what cannot be read yet is left out."""
    cell = {key: settled(column, cells.get(key, "")) for key, column in BY_KEY.items()}
    return Entry(
        id=document.key,
        theme=document.shelf,
        texts={language: _text(cell, language) for language in LANGUAGES},
        sources=tuple(_items(cell["sources"])),
        as_of=_date(cell["as_of"]),
        review=cell["review"] or "draft",
        review_due=_date(cell["review_due"]),
        related=tuple(name for name in _items(cell["related"]) if name in faq.entries),
        hotlines=tuple(name for name in _items(cell["hotlines"]) if name in faq.hotlines),
        partners=tuple(name for name in _items(cell["partners"]) if name in faq.partners),
    )


def _text(cell: Cells, language: Language) -> Text:
    return Text(
        cell[f"{language}.title"],
        tuple(_items(cell[f"{language}.questions"])),
        cell[f"{language}.answer"],
        cell[f"{language}.next_step"],
    )


def _items(cell: str) -> list[str]:
    return cell.split("\n") if cell else []


def _date(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return datetime.now(UTC).date()
