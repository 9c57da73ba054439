"""What the desk sees of a referral, and what its letter says."""

from dataclasses import dataclass
from datetime import date

from counselling.faq.model import Office
from counselling.referrals.referral import Content, Referral, ReferralEvent


@dataclass(frozen=True)
class ReferralView:
    """``content``: None once she has erased it, or wants no counsellor to read any more."""

    referral: Referral
    content: Content | None
    events: tuple[ReferralEvent, ...]
    today: date

    @property
    def has_letter(self) -> bool:
        """Whether its letter can be made now."""
        return self.content is not None and self.referral.has_letter(self.today)

    @property
    def expired(self) -> bool:
        """Whether what she agreed to is over."""
        return self.referral.expired(self.today)


@dataclass(frozen=True)
class LetterMatter:
    """All that a letter is made of. ``code``: the ticket's; ``counsellor``: her name."""

    referral: Referral
    content: Content
    code: str
    office: Office | None
    counsellor: str
    today: date
