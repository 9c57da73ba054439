"""A picture or file, as it arrives and as it is kept."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from counselling.attachments.kinds import Kind
from counselling.conversations import Language

LONGEST_NAME = 120  # characters
Looks = Literal["photo", "file"]


@dataclass(frozen=True)
class Arrival:
    """A picture or file she sends, without its bytes.

    ``channel``, ``address``, ``external_id``, ``language``, ``delivery``, ``outside_id``, ``guess``
    and ``page`` are as in ``Inbound``. ``looks`` and
    ``size`` (bytes) are what the channel says of it: they choose words and spare a download, and
    decide nothing about what it is. What she wrote with it is a message of its own.
    """

    channel: str
    address: str
    external_id: str
    looks: Looks = "file"
    name: str = ""
    size: int | None = None
    language: Language | None = None
    delivery: str | None = None
    outside_id: str | None = None
    guess: Language | None = None
    page: bool = True


@dataclass(frozen=True)
class Attachment:
    """One that is kept, with message ``seq``. ``size`` in bytes; ``shown``: as a picture."""

    seq: int
    kind: Kind
    name: str
    size: int
    shown: bool


@dataclass(frozen=True)
class Limits:
    """How much is kept: bytes of one, number and bytes of all in one conversation."""

    file_bytes: int = 10_000_000
    files: int = 20
    total_bytes: int = 50_000_000


def plain_name(name: str) -> str:
    """A file's name as it can be read: no folders, nothing invisible that changes what is seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()[:LONGEST_NAME]
