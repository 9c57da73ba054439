"""The headings every entry has, by language, and the entry's text under each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from counselling.conversations import LANGUAGES, Language
from counselling.faq.headings import Section, sections
from counselling.faq.problems import Findings, Spot, closest, suggestion

Part = Literal["title", "questions", "answer", "next_step"]
PARTS: tuple[Part, ...] = ("title", "questions", "answer", "next_step")

LANGUAGE_HEADINGS: Mapping[Language, str] = {"vi": "Tiếng Việt", "en": "English", "ko": "한국어"}
PART_HEADINGS: Mapping[Language, Mapping[Part, str]] = {
    "vi": dict(zip(PARTS, ("Tiêu đề", "Câu hỏi", "Trả lời", "Bước tiếp theo"), strict=True)),
    "en": dict(zip(PARTS, ("Title", "Questions", "Answer", "Next step"), strict=True)),
    "ko": dict(zip(PARTS, ("제목", "질문", "답변", "다음 단계"), strict=True)),
}
_LANGUAGES = {heading.casefold(): code for code, heading in LANGUAGE_HEADINGS.items()}
_PARTS = {
    heading.casefold(): part
    for headings in PART_HEADINGS.values()
    for part, heading in headings.items()
}
_GLUED = re.compile(r"(#{1,2})([^#\s].*)")


@dataclass
class _Walk:
    """Goes down an entry's sections and sorts them by language and part."""

    spot: Spot
    findings: Findings
    language: Language | None = None
    languages: dict[Language, int] = field(default_factory=dict)
    parts: dict[tuple[Language, Part], Section] = field(default_factory=dict)

    def step(self, section: Section) -> None:
        """Take the next section."""
        section = self._at_its_level(section)
        match section.level:
            case 0:
                self._nothing_in(section, self.spot)
            case 1:
                self._enter_language(section)
            case 2:
                self._enter_part(section)
            case _:
                self._refuse_deep(section)

    def _at_its_level(self, section: Section) -> Section:
        """The section as it was meant when a known heading has too many or too few signs."""
        name = section.heading.casefold()
        level = 1 if name in _LANGUAGES else 2 if name in _PARTS else section.level
        if level != section.level:
            what = f'"{section.heading}" stands after {section.level} signs # instead of {level}'
            mend = f'Write "{"#" * level} {section.heading}".'
            self.findings.error(self.spot, section.line, what, mend)
        return replace(section, level=level)

    def _nothing_in(self, section: Section, spot: Spot) -> None:
        text = section.text
        if text:
            mend = 'Move it beneath a heading such as "## Trả lời", or take it out.'
            self.findings.error(spot, text.line, "this text stands under no part", mend)

    def _enter_language(self, section: Section) -> None:
        known = tuple(LANGUAGE_HEADINGS.values())
        name = section.heading
        if name.casefold() not in _LANGUAGES:
            what = f'"# {name}" is not a known language'
            self.findings.error(self.spot, section.line, what, suggestion(name, known))
            name = closest(name, known) or ""
        self.language = _LANGUAGES.get(name.casefold())
        if self.language is None:
            return
        spot = self.spot.into(LANGUAGE_HEADINGS[self.language])
        first = self.languages.setdefault(self.language, section.line)
        if first != section.line:
            self._note_again(section, first, spot)
            self.language = None
        self._nothing_in(section, spot)

    def _enter_part(self, section: Section) -> None:
        if self.language is None:
            if not self.languages:
                what = f'"## {section.heading}" stands before any language'
                mend = 'Put "# Tiếng Việt", "# English" or "# 한국어" above it.'
                self.findings.error(self.spot, section.line, what, mend)
            return
        spot = self.spot.into(LANGUAGE_HEADINGS[self.language])
        part = self._part(section, self.language, spot)
        if part:
            first = self.parts.setdefault((self.language, part), section).line
            if first != section.line:
                self._note_again(section, first, spot)

    def _part(self, section: Section, language: Language, spot: Spot) -> Part | None:
        name, own = section.heading, PART_HEADINGS[language]
        part = _PARTS.get(name.casefold())
        if part and own[part].casefold() == name.casefold():
            return part
        # A heading in another language is understood, but each language keeps its own.
        meant = own[part] if part else closest(name, own.values())
        mend = f'Did you mean "## {meant}"?' if meant else suggestion(name, tuple(own.values()))
        self.findings.error(spot, section.line, f'"## {name}" is not a known part', mend)
        return _PARTS[meant.casefold()] if meant else None

    def _note_again(self, section: Section, first: int, spot: Spot) -> None:
        marks = "#" * section.level
        what = f'"{marks} {section.heading}" comes twice (first in line {first})'
        mend = "Correct this heading, or join the two."
        self.findings.error(spot, section.line, what, mend)

    def _refuse_deep(self, section: Section) -> None:
        what = f"a heading with {section.level} signs # has no meaning here"
        mend = "Take the signs # out; an answer is plain text."
        self.findings.error(self.spot, section.line, what, mend)


def read_parts(
    lines: list[str], first_line: int, spot: Spot, findings: Findings
) -> dict[tuple[Language, Part], Section]:
    """Every part that has something in it, by language; missing and empty ones are noted.

    ``first_line`` is the line of the file, from 1, on which ``lines`` begin.
    """
    walk = _Walk(spot, findings)
    for section in sections(_unglued(lines, first_line, spot, findings), first_line):
        walk.step(section)
    last = first_line + len(lines) - 1
    for language in LANGUAGES:
        if language in walk.languages:
            _note_missing_parts(walk, language)
        else:
            heading = LANGUAGE_HEADINGS[language]
            mend = f'Add "# {heading}" with its four parts at the end of the file.'
            findings.error(spot, max(last, 1), f'the language "# {heading}" is missing', mend)
    return {key: section for key, section in walk.parts.items() if section.text}


def _note_missing_parts(walk: _Walk, language: Language) -> None:
    spot = walk.spot.into(LANGUAGE_HEADINGS[language])
    for part, heading in PART_HEADINGS[language].items():
        section = walk.parts.get((language, part))
        if section is None:
            mend = f'Add the heading "## {heading}" and its text.'
            line = walk.languages[language]
            walk.findings.error(spot, line, f'the part "## {heading}" is missing', mend)
        elif section.text is None:
            mend = "Write the text beneath this heading."
            walk.findings.error(spot.into(heading), section.line, "the part is empty", mend)


def _unglued(lines: list[str], first_line: int, spot: Spot, findings: Findings) -> list[str]:
    """The lines with the blank set that is missing in "#English"; each one is noted."""
    mended = list(lines)
    for offset, line in enumerate(lines):
        glued = _GLUED.fullmatch(line.rstrip())
        if glued and glued[2].casefold() in _LANGUAGES | _PARTS:
            mended[offset] = f"{glued[1]} {glued[2]}"
            what = f'a space is missing in "{glued[0]}"'
            findings.error(spot, first_line + offset, what, f'Write "{mended[offset]}".')
    return mended
