"""The office's report, from what was counted: which things, by which of their features.

A new section is a function here, named in SECTIONS. Before adding a figure by a feature that
another one has too, see docs/reports.md, "What is hidden": two figures of which one can never be
larger than the other, line by line, bound what each of them hides.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from counselling.cases.closing import Ending
from counselling.conversations import COUNTRIES, LANGUAGES
from counselling.faq.model import THEMES
from counselling.statistics import came_of
from counselling.statistics.counted import Counts, by, by_two, total
from counselling.statistics.model import Line, Report, Section
from counselling.statistics.period import Period
from counselling.statistics.showing import alone, crossed, figures, ordered
from counselling.store.cells import ENDED_WITHIN, LATER, NEVER, REPLY_WITHIN, Cell

NOT_KNOWN = ""
_CRISIS = "crisis"  # stands in the figure of danger: twice, it would give hidden numbers away
_DECISIONS = ("answer", "clarify", "handoff", "fallback", "smalltalk")
_CATEGORIES = ("violence", "suicide", "trafficking", "child-danger")
_CHANNELS = ("webchat", "telegram", "messenger", "zalo_bot", "zalo_oa")
_HOURS = tuple(f"{hour:02}" for hour in range(24))
_REPLIES = (*(name for name, _ in REPLY_WITHIN), LATER, NEVER)
_ENDINGS = (*(ending.value for ending in Ending), "closed", "cancelled")
_ENDS = (*(name for name, _ in ENDED_WITHIN), LATER)


def build(counts: Counts, period: Period, office: str | None = None) -> Report:
    """The report of what was counted in ``period`` (and nothing else) at ``office``."""
    sections = tuple(section(counts) for section in SECTIONS)
    if office is not None:
        sections = tuple(_of_one_office(section) for section in sections)
    totals = {f.name: f.total for section in sections for f in section.figures}
    key = (
        Line("women", totals["language"]),
        alone("new", total(counts, "conversation")),
        alone("visits", total(counts, "visit")),
        Line("questions", totals["decision"]),
        Line("tickets", totals["first_reply"]),
        alone("sessions", total(counts, "session")),
        Line("ended", totals["ending"]),
    )
    return Report(period, office, key, sections)


def _of_one_office(section: Section) -> Section:
    return replace(section, figures=tuple(f for f in section.figures if f.name != "office"))


def _women(counts: Counts) -> Section:
    return Section("women", figures(
        language=ordered(by(counts, "woman", lambda cell: cell.language), (*LANGUAGES, NOT_KNOWN)),
        channel=ordered(by(counts, "woman", lambda cell: cell.channel), _CHANNELS),
        country=ordered(by(counts, "woman", lambda cell: cell.subject), (*COUNTRIES, NOT_KNOWN)),
        province=_homes(counts),
    ))  # fmt: skip


def _homes(counts: Counts) -> dict[str, int]:
    """Women by the province they live in; whoever is not known to live in one did not say."""
    homes = by(counts, "home", lambda cell: cell.subject)
    rest = total(counts, "woman") - total(counts, "home")
    return {**ordered(homes, ()), NOT_KNOWN: rest}


def _hours(counts: Counts) -> Section:
    return Section(
        "hours", figures(hour=ordered(by(counts, "hour", lambda cell: cell.subject), _HOURS))
    )


def _questions(counts: Counts) -> Section:
    found = by_two(counts, "question", lambda cell: (cell.result, _theme(cell)))
    answered = {pair: n for pair, n in found.items() if pair[0] != _CRISIS}
    rows = tuple(ordered(Counter(row for row, _ in answered), _DECISIONS))
    columns = tuple(ordered(Counter(theme for _, theme in answered), (*THEMES, NOT_KNOWN)))
    return Section("questions", crossed("decision", "theme", answered, rows, columns))


def _danger(counts: Counts) -> Section:
    found = by_two(counts, "danger", lambda cell: (cell.result, cell.subject))
    columns = tuple(ordered(Counter(category for _, category in found), _CATEGORIES))
    return Section("danger", crossed("level", "category", found, ("red", "amber"), columns))


def _satisfaction(counts: Counts) -> Section:
    said = by(counts, "feedback", lambda cell: cell.result)
    return Section("satisfaction", figures(helpful=ordered(said, ("helpful", "unhelpful"))))


def _tickets(counts: Counts) -> Section:
    replied = by(counts, "reply", lambda cell: cell.subject)
    ended = by_two(counts, "ended", lambda cell: (cell.result, cell.subject))
    endings = tuple(ordered(Counter(how for how, _ in ended), _ENDINGS))
    by_office = by(counts, "reply", lambda cell: cell.office)
    return Section("tickets", (
        *figures(first_reply=ordered(replied, _REPLIES), office=ordered(by_office, ())),
        *crossed("ending", "ended_within", ended, endings, _ENDS),
    ))  # fmt: skip


SECTIONS: tuple[Callable[[Counts], Section], ...] = (
    _women,
    _hours,
    _questions,
    _danger,
    _satisfaction,
    _tickets,
    came_of.referrals,
    came_of.follow_ups,
)


def _theme(cell: Cell) -> str:
    return cell.subject.partition("/")[0]
