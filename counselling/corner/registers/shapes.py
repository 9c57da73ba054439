"""What an item of each list is made of: its fields, in the order of the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from counselling.conversations import LANGUAGES
from counselling.faq.model import THEMES
from counselling.faq.registers import CONFIDENCE, COUNTRIES, KINDS
from counselling.referrals.terms import NEEDS

Kind = Literal["text", "localized", "lines", "ticks", "choice", "date"]

# What the hotlines of faq/hotlines.yml are for; others in the file are offered too.
TOPICS = (
    "emergency", "violence", "suicide", "trafficking", "child-danger", "distress", "legal",
    "documents", "visa", "labour", "child-support",
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """``kind``: one text, one in each language, a list of texts, a list of ``options``, one of
    them, or a day. ``needed``: a new item cannot do without.
    """

    key: str
    kind: Kind
    options: tuple[str, ...] = ()
    needed: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """The keys of its cells: one for each language where it is in all of them."""
        if self.kind == "localized":
            return tuple(f"{self.key}.{language}" for language in LANGUAGES)
        return (self.key,)

    @property
    def is_list(self) -> bool:
        """Whether its cell holds several texts, one a line."""
        return self.kind in {"lines", "ticks"}


Shape = tuple[Field, ...]

_NAME = Field("name", "localized", needed=True)
_ORIGIN = (Field("source", "text", needed=True), Field("as_of", "date", needed=True))

SHAPES: Mapping[str, Shape] = {
    "hotlines": (
        _NAME,
        Field("number", "text", needed=True),
        Field("hours", "localized"),
        Field("cost", "localized"),
        Field("country", "choice", COUNTRIES, needed=True),
        Field("for", "ticks", TOPICS, needed=True),
        *_ORIGIN,
        Field("confidence", "choice", CONFIDENCE, needed=True),
    ),
    "offices": (
        _NAME,
        Field("address", "text"),
        Field("phone", "text"),
        Field("email", "text"),
        Field("areas", "lines"),
        Field("open", "lines"),
        Field("closed_on", "lines"),
        Field("hours", "text"),
        Field("themes", "ticks", tuple(THEMES)),
        *_ORIGIN,
    ),
    "partners": (
        _NAME,
        Field("services", "localized", needed=True),
        Field("kind", "choice", KINDS, needed=True),
        Field("needs", "ticks", tuple(NEEDS), needed=True),
        Field("area", "text"),
        Field("provinces", "lines"),
        Field("phone", "text"),
        Field("email", "text"),
        Field("hours", "text"),
        Field("address", "text"),
        *_ORIGIN,
    ),
}
"""By the name of the list in addresses (corner/documents.py)."""


def cell_keys(shape: Shape) -> Iterator[str]:
    """The keys of all cells, in order."""
    return (cell for field in shape for cell in field.cells)
