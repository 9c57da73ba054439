"""What the danger check learns from, a line of JSON each, for bot/danger/learn.py."""

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from app.settings import ROOT
from counselling.faq import load
from counselling.safety import phrases
from counselling.safety.detect import DangerDetector
from counselling.safety.examples import NO_CATEGORY, Example
from counselling.safety.phrases import GAP, Bare, Level, Phrase
from language.identify import identify
from language.normalise import fold
from language.spelling import in_full

HARMLESS = "harmless"
PHRASES = "phrases"
GLUED_HAND = "glued"
CLAUSES_HAND = "clauses"
CLAUSES = 4000
"""Clauses of harmless messages, harmless alone too: in a chat much is said in a few words."""
GLUED = 8000
"""Messages made of several: half of danger, half harmless, an office's question before or behind
it; with the harmless ones often three, since most long stories are harmless."""

TWIN, QUESTION, BESIDE, CLAUSE = 0.25, 0.3, 0.5, 0.5
"""How much a twin, a text of the Q&A set, a glued message and a clause count beside a message
written for this. In life twins are rarer than here, and the harmless outnumber all
(docs/danger.md)."""

_INTENT_EXAMPLE = re.compile(r"\s+- (.+)")
_CLAUSE = re.compile(r"[^,.;:?!\n]+")
_BETWEEN = (", ", ". ", " ", "? ")


@dataclass(frozen=True)
class Lesson:
    """A text and its level. ``hand``: who wrote it; ``counts``: its weight, 1 or less."""

    language: str
    text: str
    level: str
    category: str
    hand: str
    counts: float = 1.0


def lessons(faq_dir: Path, examples: Iterable[Example]) -> Iterator[str]:
    """All of them, in an order that is always the same."""
    known = phrases.load(faq_dir / phrases.PLACE)
    written = [*_written(examples)]
    harmless = [*_harmless(faq_dir, DangerDetector(known))]
    for lesson in (*written, *_named(known), *harmless, *_clauses(written)):
        yield json.dumps(asdict(lesson), ensure_ascii=False)
    for lesson in _glued(written, harmless):
        yield json.dumps(asdict(lesson), ensure_ascii=False)


def _written(examples: Iterable[Example]) -> Iterator[Lesson]:
    for example in examples:
        counts = TWIN if example.style == "twin" else 1.0
        at = (example.language, example.text, example.level, example.category, example.hand)
        yield from _spelt(Lesson(*at, counts))


def _spelt(lesson: Lesson) -> Iterator[Lesson]:
    """The message as it is typed and, where that differs, without diacritics."""
    written = in_full(lesson.text)
    for text in dict.fromkeys((written, fold(written))):
        yield replace(lesson, text=text)


def _named(known: Iterable[Phrase]) -> Iterator[Lesson]:
    """The counsellors' phrases: those who write for `_written` were asked to leave them out."""
    for phrase in known:
        if any(letter.isalpha() for letter in phrase.text):
            yield from _as_lessons(phrase)


def _as_lessons(phrase: Phrase) -> Iterator[Lesson]:
    level = "none" if phrase.level is Level.QUIET else phrase.level.value
    text = in_full(phrase.text.replace(f" {GAP} ", " "))
    lesson = Lesson(phrase.language, text, level, phrase.category, PHRASES)
    yield lesson
    if phrase.bare is not Bare.NEVER and fold(text) != text:
        bare = "amber" if level == "red" and phrase.bare is Bare.AMBER else level
        yield replace(lesson, text=fold(text), level=bare)


def _harmless(faq_dir: Path, named: DangerDetector) -> Iterator[Lesson]:
    """The Q&A set's own texts, except those in which a phrase of danger stands."""
    asked = {text: language for language, text in _asked(faq_dir)}
    for text, language in asked.items():
        if named.see(text).level == "none":  # some entries are for women in danger
            yield from _spelt(Lesson(language, text, "none", NO_CATEGORY, HARMLESS, QUESTION))


def _asked(faq_dir: Path) -> Iterator[tuple[str, str]]:
    for entry in load(faq_dir).entries.values():
        for language, text in entry.texts.items():
            yield from ((language, phrasing) for phrasing in (text.title, *text.phrasings))
    for file in sorted((ROOT / "data/nlu").glob("*.yml")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if found := _INTENT_EXAMPLE.fullmatch(line):
                yield identify(found.group(1)).language, found.group(1)


def _clauses(lessons: Iterable[Lesson]) -> list[Lesson]:
    """Of two to six words, and of messages that have more than one."""
    found: dict[str, Lesson] = {}
    for lesson in lessons:
        clauses = [clause.strip() for clause in _CLAUSE.findall(lesson.text)]
        if lesson.level == "none" and len(clauses) > 1:
            for clause in clauses:
                if 2 <= len(clause.split()) <= 6:
                    one = replace(lesson, text=clause, hand=CLAUSES_HAND, counts=CLAUSE)
                    found.setdefault(clause, one)
    draw = random.Random(0)  # noqa: S311  # the same ones each time
    return draw.sample([*found.values()], min(CLAUSES, len(found)))


def _glued(written: Sequence[Lesson], harmless: Sequence[Lesson]) -> Iterator[Lesson]:
    """Without them the office's words beside danger would speak for harmlessness: the twins ask
    such questions more often than the messages of danger do.
    """
    draw = random.Random(0)  # noqa: S311  # the same ones each time
    danger = [lesson for lesson in written if lesson.level != "none"]
    calm = [lesson for lesson in written if lesson.level == "none"]
    questions: dict[tuple[str, bool], list[str]] = {}
    for lesson in harmless:
        bare = fold(lesson.text) == lesson.text
        questions.setdefault((lesson.language, bare), []).append(lesson.text)
    for among, asked in ((danger, 1), (calm, 1), (danger, 1), (calm, 3)) * (GLUED // 4):
        lesson = draw.choice(among)
        bare = fold(lesson.text) == lesson.text
        parts = [lesson.text, *draw.choices(questions[lesson.language, bare], k=asked)]
        draw.shuffle(parts)
        text = draw.choice(_BETWEEN).join(parts)
        yield replace(lesson, text=text, hand=GLUED_HAND, counts=BESIDE)
