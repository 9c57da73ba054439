"""An entry's questions: the ways women ask, one bullet each."""

from counselling.conversations import Language
from counselling.faq import limits
from counselling.faq.headings import Section, bullets
from counselling.faq.problems import Findings, Spot
from counselling.faq.source import Located
from language.normalise import clean
from language.teencode import write_out

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
    missing = limits.FEWEST_PHRASINGS[language] - len(asked)
    if missing > 0:
        questions = "question" if len(asked) == 1 else "questions"
        what = f"only {len(asked)} {questions}; at least {len(asked) + missing} are needed"
        mend = f'Add {missing} or more lines beginning with "- ".'
        findings.error(spot, section.line, what, mend)
    if language == "vi":
        _check_short_forms(asked, section, spot, findings)
    return asked


def _check_short_forms(
    asked: tuple[Located, ...], section: Section, spot: Spot, findings: Findings
) -> None:
    """Most women write Vietnamese with short forms; the matcher learns them from examples."""
    missing = limits.FEWEST_SHORT_FORMS - sum(_has_short_form(item.value) for item in asked)
    if missing > 0:
        what = (
            f"short forms (ck, ko, đc) stand in only {limits.FEWEST_SHORT_FORMS - missing} of them"
        )
        mend = (
            f'Write {missing} or more as women type on a phone, for example "ck e ko chịu thì s".'
        )
        findings.error(spot, section.line, what, mend)


def _has_short_form(phrasing: str) -> bool:
    plain = clean(phrasing)
    return write_out(plain) != plain


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
