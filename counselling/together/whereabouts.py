"""What services tell each other of who of the staff is where: ids, the office's own names, no word.

Nothing of it is stored. Each service tells what happens at its pages, and all of it again every few
seconds, so that one that has just started learns it, and what one that died had told fades away.
"""

from dataclasses import dataclass

TOPIC = "staff"
AGAIN_EVERY = 10.0
"""Seconds after which a service tells again who has pages open there."""
FADES_AFTER = 35.0
"""Seconds after which what was not told again holds no longer: three tellings may be missed."""


@dataclass(frozen=True)
class Seen:
    """A page of hers is open."""

    staff_id: str


@dataclass(frozen=True)
class SignedOut:
    """She has signed out."""

    staff_id: str


@dataclass(frozen=True)
class Chose:
    """She says of herself that she is available, busy or away."""

    staff_id: str
    being: str


@dataclass(frozen=True)
class LooksAt:
    """At ``service`` she has the case's page open, or no longer."""

    service: str
    conversation_id: str
    staff_id: str
    name: str
    open: bool = True


@dataclass(frozen=True)
class WritesAt:
    """She is writing at the case."""

    conversation_id: str
    staff_id: str


Whereabouts = Seen | SignedOut | Chose | LooksAt | WritesAt
KINDS: dict[str, type[Seen | SignedOut | Chose | LooksAt | WritesAt]] = {
    "seen": Seen,
    "signed out": SignedOut,
    "chose": Chose,
    "looks at": LooksAt,
    "writes at": WritesAt,
}
