"""From one Markdown file to one entry, with the lines of all that other files are held against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counselling.conversations import LANGUAGES, Language
from counselling.faq.header import Header, read_header, split
from counselling.faq.headings import Section
from counselling.faq.model import Entry, Text
from counselling.faq.parts import LANGUAGE_HEADINGS, PART_HEADINGS, Part, read_parts
from counselling.faq.problems import Findings, Spot
from counselling.faq.questions import read_questions
from counselling.faq.source import Located, Passage, Source
from counselling.faq.wording import check_answer_length, check_reading, check_sentences

_READ_BY_HER: tuple[Part, ...] = ("answer", "next_step")
_NOTHING = Located("", 1)


@dataclass(frozen=True)
class Draft:
    """An entry as far as it could be read; serving it is decided when all files are read."""

    spot: Spot
    header: Header
    texts: Mapping[Language, Text]
    phrasings: Mapping[Language, tuple[Located, ...]]
    passages: tuple[Passage, ...]

    def finished(self) -> Entry:
        """The entry; to be called only when no error was found anywhere."""
        references = {
            name: tuple(reference.value for reference in found)
            for name, found in self.header.references.items()
        }
        return Entry(
            id=self.spot.entry,
            theme=self.spot.entry.split("/")[0],
            texts=self.texts,
            sources=self.header.sources,
            as_of=self.header.as_of,
            review=self.header.review,
            review_due=self.header.review_due,
            related=references["related"],
            hotlines=references["hotlines"],
            partners=references["partners"],
        )


def read_entry(source: Source, entry_id: str, findings: Findings, today: date) -> Draft:
    """Read the entry ``entry_id`` ("theme/slug") from its file; problems are noted."""
    spot = Spot(source.file, entry_id)
    top, body = split(source, spot, findings)
    header = read_header(top, spot, findings, today)
    parts = read_parts(body, len(top) + 1, spot, findings)
    texts, phrasings, passages = {}, {}, []
    for language in LANGUAGES:
        reader = _Reader(language, parts, spot.into(LANGUAGE_HEADINGS[language]), findings)
        phrasings[language] = reader.phrasings()
        texts[language] = reader.text(phrasings[language])
        passages += reader.passages()
    return Draft(spot, header, texts, phrasings, tuple(passages))


@dataclass(frozen=True)
class _Reader:
    """Reads an entry's parts in one language; ``spot`` is that language's place."""

    language: Language
    parts: Mapping[tuple[Language, Part], Section]
    spot: Spot
    findings: Findings

    def at(self, part: Part) -> Spot:
        return self.spot.into(PART_HEADINGS[self.language][part])

    def body(self, part: Part) -> Located:
        section = self.parts.get((self.language, part))
        return (section.text if section else None) or _NOTHING

    def phrasings(self) -> tuple[Located, ...]:
        section = self.parts.get((self.language, "questions"))
        if section is None:
            return ()
        return read_questions(section, self.language, self.at("questions"), self.findings)

    def text(self, phrasings: tuple[Located, ...]) -> Text:
        title, answer, step = (self.body(part) for part in ("title", "answer", "next_step"))
        if "\n" in title.value:
            what, mend = "the title has more than one line", "Say it in one short line."
            self.findings.error(self.at("title"), title.line, what, mend)
        if answer.value:
            check_answer_length(answer, self.language, self.at("answer"), self.findings)
            check_reading(answer, self.language, self.at("answer"), self.findings)
        asked = tuple(phrasing.value for phrasing in phrasings)
        return Text(title.value, asked, answer.value, step.value)

    def passages(self) -> list[Passage]:
        """What she reads, its sentences looked at."""
        found = [Passage(self.at(part), self.body(part)) for part in _READ_BY_HER]
        for passage in found:
            check_sentences(passage.text, self.language, passage.spot, self.findings)
        return found
