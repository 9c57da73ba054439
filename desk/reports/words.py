"""What the report's ids are called on screen, in files and on paper."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from babel.numbers import format_decimal, format_percent

from counselling.routing.today import name_of
from counselling.statistics.model import Figure, Line, Report
from counselling.statistics.period import Period
from counselling.statistics.suppression import FEWEST
from desk.reports.labels import (
    figure_titles,
    key_titles,
    line_titles,
    period_titles,
    remarks,
    section_titles,
)
from desk.translations import DeskLanguage, load

HIDDEN = f"<{FEWEST}*"
_DATES: Mapping[DeskLanguage, str] = {"vi": "%d/%m/%Y", "en": "%-d %b %Y"}


@cache  # the files are read once a process
def _translations(language: DeskLanguage) -> Callable[[str], str]:
    return load(language).gettext


class Words:
    """The report in one of the desk's languages. ``offices``, ``partners``: their names by id.

    ``gettext`` gives other texts of the desk.
    """

    def __init__(
        self,
        language: DeskLanguage,
        offices: Mapping[str, str] | None = None,
        partners: Mapping[str, str] | None = None,
    ) -> None:
        self.language = language
        self.gettext = _translations(language)
        self.fewest = FEWEST
        self.offices = offices or {}
        self._partners = partners or {}
        self._sections = section_titles(self.gettext)
        self._figures = figure_titles(self.gettext)
        self._lines = line_titles(self.gettext)
        self._key = key_titles(self.gettext)

    def section(self, name: str) -> str:
        """A section's title."""
        return self._sections[name]

    def figure(self, name: str) -> str:
        """A figure's title."""
        return self._figures[name]

    def line(self, figure: Figure, line: Line) -> str:
        """What a line of a figure counts; the id itself where it has no name."""
        if figure.name == "hour":
            return f"{line.key}:00"
        if figure.name == "province" and line.key:
            return name_of(line.key, self.language)
        if figure.name == "office" and line.key:
            return self.office(line.key)
        if figure.name in {"agency", "agency_referral"}:
            return self._agency(figure.name, line.key)
        return self.named(figure.name, line.key)

    def _agency(self, figure: str, key: str) -> str:
        """An agency's name, and where its referrals stand if the key says so."""
        agency, _, stands = key.partition("/")
        name = self._partners.get(agency, agency)
        return f"{name}: {self.named(figure, stands)}" if stands else name

    def key(self, line: Line) -> str:
        """What a key figure counts."""
        return self._key[line.key]

    def number(self, number: int | None) -> str:
        """A number as this language writes it, or the sign that it may not be seen."""
        return HIDDEN if number is None else format_decimal(number, locale=self.language)

    def share(self, line: Line, total: int | None) -> str:
        """A line's part of the total, in whole per cent; empty where one of them is hidden."""
        if line.number is None or not total:
            return ""
        return format_percent(line.number / total, format="#,##0%", locale=self.language)

    def days(self, name: str) -> str:
        """Named days, such as last month."""
        return period_titles(self.gettext)[name]

    def day(self, day: date) -> str:
        """A day."""
        return day.strftime(_DATES[self.language])

    def title(self, report: Report) -> str:
        """The report's name, with whose it is."""
        return ": ".join((self.gettext("Report"), self.office(report.office)))

    def office(self, office: str | None) -> str:
        """An office's name, or that all are meant."""
        return self.gettext("all offices") if office is None else self.offices.get(office, office)

    def period(self, period: Period) -> str:
        """The days."""
        return f"{self.day(period.first)} – {self.day(period.last)}"

    def named(self, figure: str, key: str) -> str:
        """What a line of the figure with this name counts."""
        return self._lines.get((figure, key), key)

    def remarks(self) -> tuple[str, ...]:
        """What whoever reads the figures must know."""
        return remarks(self.gettext, HIDDEN, FEWEST)
