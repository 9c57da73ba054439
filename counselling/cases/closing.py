"""What came of a ticket, told by the counsellor who closes it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST = 2000  # signs of the note


class Ending(StrEnum):
    """The outcomes to choose from."""

    HELPED = "helped"
    REFERRED = "referred"
    UNWANTED = "unwanted"
    """She no longer wants it."""
    NOT_REACHED = "not_reached"
    DUPLICATE = "duplicate"
    """She has another ticket, which goes on."""
    OTHER = "other"


@dataclass(frozen=True)
class Closing:
    """How a ticket ended, with the counsellor's note, which is sealed."""

    outcome: Ending
    at: datetime
    note: str = ""
