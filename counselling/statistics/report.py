"""The office's report, from what was counted: which things, by which of their features.

A new section is a function here, named in SECTIONS. Before adding a figure by a feature that
another one has too, see docs/reports.md, "What is hidden": two figures of which one can never be
larger than the other, line by line, bound what each of them hides.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from counselling.conversations import COUNTRIES, LANGUAGES
from counselling.faq.model import THEMES
from counselling.statistics.model import Line, Report, Section
from counselling.statistics.period import Period
from counselling.statistics.showing import alone, crossed, figures, ordered
from counselling.store.cells import ENDED_WITHIN, LATER, NEVER, REPLY_WITHIN, Cell

NOT_KNOWN = ""
_CRISIS = "crisis"  # stands in the figure of danger: twice, it would give hidden numbers away
_DECISIONS = ("answer", "clarify", "handoff", "fallback", "smalltalk")
_CATEGORIES = ("violence", "suicide", "trafficking", "child-danger")
_CHANNELS = ("webchat", "telegram")
_HOURS = tuple(f"{hour:02}" for hour in range(24))
_REPLIES = (*(name for name, _ in REPLY_WITHIN), LATER, NEVER)
_ENDS = (*(name for name, _ in ENDED_WITHIN), LATER)

Counts = Mapping[Cell, int]


def build(counts: Counts, period: Period, office: str | None = None) -> Report:
    """The report of what was counted in ``period`` (and nothing else) at ``office``."""
    sections = tuple(section(counts) for section in SECTIONS)
    if office is not None:
        sections = tuple(_of_one_office(section) for section in sections)
    totals = {f.name: f.total for section in sections for f in section.figures}
    key = (
        Line("women", totals["language"]),
        alone("new", _sum(counts, "conversation")),
        alone("visits", _sum(counts, "visit")),
        Line("questions", totals["decision"]),
        Line("tickets", totals["first_reply"]),
        alone("sessions", _sum(counts, "session")),
        Line("ended", totals["ending"]),
    )
    return Report(period, office, key, sections)


def _of_one_office(section: Section) -> Section:
    return replace(section, figures=tuple(f for f in section.figures if f.name != "office"))


def _women(counts: Counts) -> Section:
    return Section("women", figures(
        language=ordered(_by(counts, "woman", lambda cell: cell.language), (*LANGUAGES, NOT_KNOWN)),
        channel=ordered(_by(counts, "woman", lambda cell: cell.channel), _CHANNELS),
        country=ordered(_by(counts, "woman", lambda cell: cell.subject), (*COUNTRIES, NOT_KNOWN)),
    ))  # fmt: skip


def _hours(counts: Counts) -> Section:
    return Section(
        "hours", figures(hour=ordered(_by(counts, "hour", lambda cell: cell.subject), _HOURS))
    )


def _questions(counts: Counts) -> Section:
    found = _by_two(counts, "question", lambda cell: (cell.result, _theme(cell)))
    answered = {pair: n for pair, n in found.items() if pair[0] != _CRISIS}
    rows = tuple(ordered(Counter(row for row, _ in answered), _DECISIONS))
    columns = tuple(ordered(Counter(theme for _, theme in answered), (*THEMES, NOT_KNOWN)))
    return Section("questions", crossed("decision", "theme", answered, rows, columns))


def _danger(counts: Counts) -> Section:
    found = _by_two(counts, "danger", lambda cell: (cell.result, cell.subject))
    columns = tuple(ordered(Counter(category for _, category in found), _CATEGORIES))
    return Section("danger", crossed("level", "category", found, ("red", "amber"), columns))


def _satisfaction(counts: Counts) -> Section:
    said = _by(counts, "feedback", lambda cell: cell.result)
    return Section("satisfaction", figures(helpful=ordered(said, ("helpful", "unhelpful"))))


def _tickets(counts: Counts) -> Section:
    replied = _by(counts, "reply", lambda cell: cell.subject)
    ended = _by_two(counts, "ended", lambda cell: (cell.result, cell.subject))
    by_office = _by(counts, "reply", lambda cell: cell.office)
    return Section("tickets", (
        *figures(first_reply=ordered(replied, _REPLIES), office=ordered(by_office, ())),
        *crossed("ending", "ended_within", ended, ("closed", "cancelled"), _ENDS),
    ))  # fmt: skip


SECTIONS: tuple[Callable[[Counts], Section], ...] = (
    _women,
    _hours,
    _questions,
    _danger,
    _satisfaction,
    _tickets,
)


def _theme(cell: Cell) -> str:
    return cell.subject.partition("/")[0]


def _sum(counts: Counts, kind: str) -> int:
    return sum(number for _, number in _of_kind(counts, kind))


def _by(counts: Counts, kind: str, feature: Callable[[Cell], str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for cell, number in _of_kind(counts, kind):
        found[feature(cell)] += number
    return found


def _by_two(
    counts: Counts, kind: str, features: Callable[[Cell], tuple[str, str]]
) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for cell, number in _of_kind(counts, kind):
        found[features(cell)] += number
    return found


def _of_kind(counts: Counts, kind: str) -> Iterator[tuple[Cell, int]]:
    return ((cell, number) for cell, number in counts.items() if cell.kind == kind)
