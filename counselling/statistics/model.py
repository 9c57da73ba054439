"""A report, ready to be shown: what may not be seen is not in it any more.

Screen, spreadsheet, CSV, paper and terminal are all drawn from this, so that they say the same.
Names are ids; each way of showing it puts them into words.
"""

from dataclasses import dataclass

from counselling.statistics.period import Period


@dataclass(frozen=True)
class Line:
    """How many of one kind; ``number`` is None where that may not be seen."""

    key: str
    number: int | None


@dataclass(frozen=True)
class Figure:
    """Things counted by one feature of theirs; ``total`` is the sum of the lines, or None."""

    name: str
    lines: tuple[Line, ...]
    total: int | None

    @property
    def empty(self) -> bool:
        """Whether there was nothing to count."""
        return self.total == 0


@dataclass(frozen=True)
class Section:
    """Figures that belong together."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Report:
    """The figures of ``period``; ``key`` are the ones to see first.

    ``office``: whose, an id of faq/offices.yml; None: of all offices.
    """

    period: Period
    office: str | None
    key: tuple[Line, ...]
    sections: tuple[Section, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all happened in these days."""
        return all(figure.empty for section in self.sections for figure in section.figures)
