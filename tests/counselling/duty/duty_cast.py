"""Whom the tests of the calls play with: a clock to turn, telephones, an office that calls."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.office import Office
from counselling.duty.calling import Calling
from counselling.duty.page import Page
from counselling.duty.pager import Pager
from counselling.duty.roster import DutyPerson, Roster
from counselling.duty.ways import NotPaged
from counselling.duty.words import PageText
from counselling.scribe import Announcer
from tests.counselling.cast import BOOK, Woman

LAN = DutyPerson("lan", "Lan", "vi", telegram="1")
HOA = DutyPerson("hoa", "Hoa", "vi", telegram="2")
BOTH = Roster((LAN, HOA))
DESK = "https://chat.example.org/desk"


@dataclass
class Clock:
    """Stands still until the test turns it."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def turn(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@dataclass
class Telephones:
    """A way that notes whom it reached; ``failures`` are met first, one a page."""

    reached: list[str] = field(default_factory=list)
    texts: list[PageText] = field(default_factory=list)
    failures: list[NotPaged | Exception] = field(default_factory=list)

    async def send(self, address: str, text: PageText) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.reached.append(address)
        self.texts.append(text)

    async def close(self) -> None:
        pass


@dataclass
class Duty:
    """An office's calls, driven by hand: nothing happens by itself."""

    office: Office
    clock: Clock
    telephones: Telephones = field(default_factory=Telephones)
    roster: Roster = BOTH

    def __post_init__(self) -> None:
        calling = Calling(lambda: self.roster, {"telegram": self.telephones}, DESK)
        announcer = Announcer(self.office.live, self.office.outbox)
        self.pager = Pager(
            self.office.store, announcer, self.office.live, BOOK.faq, calling, now=self.clock
        )

    async def looks(self) -> None:
        """Do all that is due, until nothing more is."""
        for _ in range(4):
            await self.pager.look()
            await self.pager.settle()

    async def looks_after(self, minutes: float) -> None:
        self.clock.turn(minutes)
        await self.looks()

    async def pages(self, code: str) -> Sequence[Page]:
        async with self.office.store.read() as tx:
            ticket = await tx.tickets.by_code(code)
            assert ticket
            return await tx.pages.of(ticket.id)


def said(key: str, **names: str) -> str:
    """A line as she reads it, up to its first name in braces."""
    return BOOK.faq().lines.texts[key]["vi"].partition("{")[0]


async def told(woman: Woman) -> list[str]:
    """Which of the lines about calls she has read, in order."""
    keys = ("begun", "next", "again", "ended", "nobody_until", "nobody")
    return [
        key for text in await woman.texts() for key in keys if text.startswith(said(f"call_{key}"))
    ]
