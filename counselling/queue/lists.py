"""The lists of the queue, and the figures in every page's head."""

from dataclasses import dataclass
from enum import StrEnum

PAGE = 50
"""Tickets on a page."""


class Show(StrEnum):
    """One list of the queue."""

    NEW = "new"
    MINE = "mine"
    ASKED = "asked"  # a supervisor was asked for advice
    OFFICE = "office"
    HERS = "hers"  # she was written to last: it is her turn
    DUE = "due"  # a follow-up is due today or overdue, of an ended ticket too
    REFERRED = "referred"
    ALL = "all"
    CLOSED = "closed"


@dataclass(frozen=True)
class Counts:
    """How many running tickets are in each list, of ``due`` ended ones too.

    ``answers``: of mine, those where she waits.

    ``emergencies`` names those whom nobody has in hand: new ones, and those who wait again after
    they were handed back.
    """

    new: int = 0
    mine: int = 0
    asked: int = 0
    office: int = 0
    hers: int = 0
    due: int = 0
    referred: int = 0
    running: int = 0
    answers: int = 0
    emergencies: tuple[str, ...] = ()

    def of(self, show: Show) -> int | None:
        """The figure of a list; None for the closed ones, which nobody has to work off."""
        figures = {
            Show.NEW: self.new,
            Show.MINE: self.mine,
            Show.ASKED: self.asked,
            Show.OFFICE: self.office,
            Show.HERS: self.hers,
            Show.DUE: self.due,
            Show.REFERRED: self.referred,
            Show.ALL: self.running,
        }
        return figures.get(show)
