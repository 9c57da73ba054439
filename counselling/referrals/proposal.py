"""What the counsellor filled in: checked, and made into a referral with its question."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counselling.conversations import Language
from counselling.faq import FaqSet
from counselling.referrals.asking import answers, question, with_answers
from counselling.referrals.referral import Content, Referral
from counselling.referrals.terms import NEEDS, SHARED, Urgency

LONGEST_TEXT = 500  # signs in each field: a letter is short, and she reads all of it on a phone
USUAL_TIME = timedelta(days=90)
LONGEST_TIME = timedelta(days=365)


class BadProposal(Exception):
    """Something is missing or too long; ``problem`` says what, ``field`` where, "" for all."""

    def __init__(self, problem: str, field: str = "") -> None:
        super().__init__(f"{problem} {field}".strip())
        self.problem = problem
        self.field = field


@dataclass(frozen=True)
class Proposal:
    """``shared``: only what was ticked, by terms.SHARED. ``spoken``: read to her, not written."""

    partner: str
    need: str
    purpose: str
    shared: Mapping[str, str]
    urgency: Urgency
    valid_until: date
    spoken: bool = False

    def check(self, faq: FaqSet, today: date) -> None:
        """Raise BadProposal unless it can be asked."""
        if self.partner not in faq.partners:
            raise BadProposal("no_agency")
        if self.need not in NEEDS:
            raise BadProposal("no_need")
        if len(self.purpose) > LONGEST_TEXT:
            raise BadProposal("too_long", "purpose")
        if not today <= self.valid_until <= today + LONGEST_TIME:
            raise BadProposal("bad_day")
        for name, text in self.shared.items():
            if name not in SHARED or not text:
                raise BadProposal("nothing_written", name)
            if len(text) > LONGEST_TEXT:
                raise BadProposal("too_long", name)

    def content(self, faq: FaqSet, language: Language) -> Content:
        """What is to be sealed of it, but for the words of the question."""
        shared = {name: self.shared[name] for name in SHARED if name in self.shared}
        agency = dict(faq.partners[self.partner].name)
        return Content(agency, self.need, self.purpose, shared, language)


def asked(faq: FaqSet, one: Referral, content: Content, code: str) -> Content:
    """The content with the exact words of its question in it."""
    text = question(faq, one, content, code)
    return replace(content, asked=with_answers(text, answers(faq, one, content.language)))
