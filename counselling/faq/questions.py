"""An entry's questions: the ways women ask, one bullet each."""

from collections.abc import Mapping

from counselling.conversations import Language
from counselling.faq.headings import Section, bullets
from counselling.faq.problems import Findings, Spot
from counselling.faq.source import Located

# What the matcher needs to know a question by; women write Vietnamese in many more ways.
FEWEST_PHRASINGS: Mapping[Language, int] = {"vi": 8, "en": 4, "ko": 4}

_LONGEST_QUOTE = 40


def read_questions(
    section: Section, language: Language, spot: Spot, findings: Findings
) -> tuple[Located, ...]:
    """The questions in a section, each with its line; strays, empty ones and too few are noted."""
    found = bullets(section)
    for stray in found.strays:
        what = f'the line "{_quoted(stray.value)}" is no question of the list'
        findings.error(spot, stray.line, what, 'Begin it with "- " at the left edge.')
    for item in found.items:
        if not item.value:
            what, mend = "nothing stands after the hyphen", "Write a question or delete it."
            findings.error(spot, item.line, what, mend)
    asked = tuple(item for item in found.items if item.value)
    missing = FEWEST_PHRASINGS[language] - len(asked)
    if missing > 0:
        questions = "question" if len(asked) == 1 else "questions"
        what = f"only {len(asked)} {questions}; at least {len(asked) + missing} are needed"
        mend = f'Add {missing} or more lines beginning with "- ".'
        findings.error(spot, section.line, what, mend)
    return asked


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
