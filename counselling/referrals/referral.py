"""A referral to one agency, and what it would pass on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from counselling.conversations import Language
from counselling.faq.model import Localized
from counselling.referrals.states import RUNNING, WITH_AGENCY, Move, ReferralState, next_state
from counselling.referrals.terms import How, Outcome, Refusal, Urgency
from counselling.tickets.ticket import NoSuchTicket


class NoSuchReferral(NoSuchTicket):
    """The ticket has no referral with this number, or no letter of it."""


class NoConsent(Exception):
    """There is no yes of hers to this version, or its time is over."""


@dataclass(frozen=True)
class Content:
    """What is sealed of a referral. ``agency``: its name when she was asked.

    ``need``: one of terms.NEEDS; ``purpose``: the counsellor's own words on it, perhaps none.
    ``shared``: the text of each ticked field of terms.SHARED. ``asked``: every word she was shown
    or read, with the answers. ``spoken_at``: where and when she said her answer, if she spoke it.
    """

    agency: Localized
    need: str
    purpose: str
    shared: Mapping[str, str]
    language: Language
    asked: str = ""
    spoken_at: str = ""
    note: str = ""


@dataclass
class Referral:
    """``partner``: an id of faq/partners.yml. ``version`` counts the proposals made of it.

    ``agreed_version``: the one she said yes to. ``result``: why it was declined, or its outcome.
    ``to_tell``: she took it back, and the agency has still to be told.
    """

    id: str
    ticket_id: str
    conversation_id: str
    number: int
    partner: str
    urgency: Urgency
    valid_until: date
    made_by: str
    made_at: datetime
    state: ReferralState = ReferralState.PROPOSED
    version: int = 1
    agreed_version: int | None = None
    agreed_at: datetime | None = None
    agreed_how: How | None = None
    result: str | None = None
    to_tell: bool = False

    def agree(self, how: How, at: datetime) -> None:
        """She says yes to the present version; raises IllegalMove."""
        self._move(Move.YES)
        self.agreed_version, self.agreed_at, self.agreed_how = self.version, at, how

    def refuse(self, today: date) -> None:
        """She says no: nothing is sent, or what was sent is taken back; raises IllegalMove."""
        self._end_against(Move.NO, today)

    def ask_change(self) -> None:
        """She wants something changed first; raises IllegalMove."""
        self._move(Move.ASK_CHANGE)
        self._forget_yes()

    def change(self, partner: str, urgency: Urgency, valid_until: date) -> None:
        """The counsellor proposes something else, which needs a new yes; raises IllegalMove."""
        self._move(Move.CHANGE)
        self._forget_yes()
        self.version += 1
        self.partner, self.urgency, self.valid_until = partner, urgency, valid_until

    def drop(self) -> None:
        """The counsellor gives up a proposal that was not sent; raises IllegalMove."""
        self._move(Move.DROP)
        self._forget_yes()

    def send(self, today: date) -> None:
        """It goes to the agency; raises IllegalMove, NoConsent."""
        state = next_state(self.id, self.state, Move.SEND)
        if self.agreed_version != self.version or self.expired(today):
            raise NoConsent(self.id)
        self.state = state

    def accept(self) -> None:
        """The agency takes it on; raises IllegalMove."""
        self._move(Move.ACCEPT)

    def decline(self, why: Refusal) -> None:
        """The agency does not take it on; raises IllegalMove."""
        self._move(Move.DECLINE)
        self.result = why

    def finish(self, outcome: Outcome) -> None:
        """It is done; raises IllegalMove."""
        self._move(Move.FINISH)
        self.result = outcome

    def revoke(self, today: date) -> None:
        """She takes it back; raises IllegalMove if there is nothing to take back."""
        self._end_against(Move.REVOKE, today)

    @property
    def running(self) -> bool:
        """Whether she can still take it back."""
        return self.state in RUNNING

    def expired(self, today: date) -> bool:
        """Whether what she agreed to is over."""
        return today > self.valid_until

    def has_letter(self, today: date) -> bool:
        """Whether its letter may be made."""
        return self.state in WITH_AGENCY and not self.expired(today)

    def _end_against(self, move: Move, today: date) -> None:
        sent = self.state in WITH_AGENCY
        self._move(move)
        self.to_tell = sent and not self.expired(today)
        self._forget_yes()

    def _forget_yes(self) -> None:
        self.agreed_version = self.agreed_at = self.agreed_how = None

    def _move(self, move: Move) -> None:
        self.state = next_state(self.id, self.state, move)


@dataclass(frozen=True)
class ReferralEvent:
    """One step of a referral; ``who`` is a name, or ``woman``."""

    what: str
    version: int
    who: str
    at: datetime
