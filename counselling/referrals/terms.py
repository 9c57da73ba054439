"""The closed lists of a referral: needs, what may be shared, urgency, and how it ended.

Each word of a list has its line in faq/lines.yml, in three languages.
"""

from enum import StrEnum

NEEDS = (
    "legal", "papers", "safety", "health", "mind", "child", "work", "training", "money", "language",
)  # fmt: skip
SHARED = ("name", "reach", "language", "need", "story", "children", "safety")
"""What may be shared, in the order of the letter: each is ticked singly."""


class Urgency(StrEnum):
    """How soon the agency should look."""

    NORMAL = "normal"
    URGENT = "urgent"


class How(StrEnum):
    """How she said yes: she tapped it, or said it to a counsellor."""

    CHAT = "chat"
    PHONE = "phone"
    OFFICE = "office"


class Refusal(StrEnum):
    """Why an agency declined."""

    NOT_ENTITLED = "not_entitled"
    NO_PLACE = "no_place"
    WRONG_AGENCY = "wrong_agency"
    NO_ANSWER = "no_answer"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of a referral that an agency accepted."""

    HELPED = "helped"
    PARTLY = "partly"
    NOT_HELPED = "not_helped"
    DID_NOT_GO = "did_not_go"
    UNKNOWN = "unknown"
