"""What the curated question-and-answer set is made of, once it has been read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counselling.conversations import Language
from counselling.hours.calendar import Calendar

THEMES = ("legal", "vocational", "psychological", "child-status")
DANGER_CATEGORIES = ("suicide", "violence", "child-danger", "trafficking")
DANGER_LEVELS = ("red", "amber")
EMERGENCY = "emergency"
"""The topic of the hotlines shown when the assistant itself cannot answer."""

Localized = Mapping[Language, str]
"""The same words in every language; empty when they are not known."""


@dataclass(frozen=True)
class Text:
    """An entry in one language. ``phrasings`` are the ways women ask for it."""

    title: str
    phrasings: tuple[str, ...]
    answer: str
    next_step: str


@dataclass(frozen=True)
class Entry:
    """One question of the set, in every language. ``id`` is "theme/slug"."""

    id: str
    theme: str
    texts: Mapping[Language, Text]
    sources: tuple[str, ...]
    as_of: date
    review: str
    review_due: date
    related: tuple[str, ...]
    hotlines: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True)
class Hotline:
    """A telephone line. ``topics`` say what it is for; ``country`` is vn, kr, tw or any.

    ``confidence`` is high, medium or low; a low one is shown only where it is named by its id.
    """

    id: str
    name: Localized
    number: str
    hours: Localized
    cost: Localized
    country: str
    topics: tuple[str, ...]
    source: str
    as_of: date
    confidence: str


@dataclass(frozen=True)
class Office:
    """A One-Stop Service Office. An empty field is not known yet.

    ``areas``: the first is the province it is for. ``themes``: those of THEMES it serves; empty:
    all. ``opening`` is None while its hours are not known.
    """

    id: str
    name: Localized
    address: str
    phone: str
    hours: str
    email: str
    areas: tuple[str, ...]
    source: str
    as_of: date | None
    opening: Calendar | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Partner:
    """An agency women are referred to. An empty phone, email, hours or address is not known yet.

    ``needs``: of referrals/terms.NEEDS; ``provinces``: old and new names, none for everywhere.
    """

    id: str
    name: Localized
    services: Localized
    area: str
    phone: str
    address: str
    source: str
    as_of: date
    kind: str = "state"
    needs: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    email: str = ""
    hours: str = ""


@dataclass(frozen=True)
class DangerReply:
    """What the woman reads at once when danger is seen; ``hotlines`` in the order shown."""

    hotlines: tuple[str, ...]
    texts: Localized


@dataclass(frozen=True)
class CannedReply:
    """What a counsellor says again and again; she may change it before she sends it.

    ``{code}`` and ``{office}`` in ``text`` are filled in at the desk.
    """

    id: str
    title: Localized
    text: Localized
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """A few entries that belong together, in the order shown; ``entries`` are "theme/slug"."""

    id: str
    title: Localized
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Theme:
    """One of THEMES as she browses it."""

    id: str
    title: Localized
    topics: tuple[Topic, ...]
