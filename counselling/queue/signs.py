"""What a line of the queue shows beside the ticket: its clock, and its office in words."""

from collections.abc import Callable

from counselling.conversations import Language
from counselling.faq import FaqSet
from counselling.hours.offices import hours_of
from counselling.queue.clock import TicketClock, clock_of
from counselling.store.queue_rows import QueueRow


class Signs:
    """Reads them off the office's own files."""

    def __init__(self, faq: Callable[[], FaqSet]) -> None:
        self._faq = faq

    def clock(self, row: QueueRow) -> TicketClock | None:
        """By when she should be written to or looked after; None while nothing is owed to her."""
        faq = self._faq()
        return clock_of(row, faq.targets, hours_of(faq.offices, row.office))

    def office_place(self, office: str) -> str:
        """The province the office with this id is for: short enough for a list."""
        known = self._faq().offices.get(office)
        return known.areas[0] if known and known.areas else office

    def office_name(self, office: str, language: Language) -> str:
        """The name of the office with this id; the id itself where it was taken out."""
        known = self._faq().offices.get(office)
        return known.name[language] if known else office
