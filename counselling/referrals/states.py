"""The one table of allowed moves of a referral; whatever is not in it raises."""

from collections.abc import Mapping
from enum import StrEnum


class ReferralState(StrEnum):
    """Where a referral stands. Until ``sent`` nothing has left the office."""

    PROPOSED = "proposed"
    CHANGE_ASKED = "change_asked"
    REFUSED = "refused"
    DROPPED = "dropped"
    AGREED = "agreed"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    REVOKED = "revoked"


class Move(StrEnum):
    """What can be done: hers are yes, no, ask_change and revoke; the others the counsellor's."""

    YES = "yes"
    NO = "no"
    ASK_CHANGE = "ask_change"
    CHANGE = "change"
    DROP = "drop"
    SEND = "send"
    ACCEPT = "accept"
    DECLINE = "decline"
    FINISH = "finish"
    REVOKE = "revoke"


_S = ReferralState
UNSENT = frozenset({_S.PROPOSED, _S.CHANGE_ASKED, _S.AGREED})
WITH_AGENCY = frozenset({_S.SENT, _S.ACCEPTED})
RUNNING = UNSENT | WITH_AGENCY
CONSENTED = frozenset({_S.AGREED, _S.SENT, _S.ACCEPTED, _S.DECLINED, _S.DONE})
"""The states that cannot be without her recorded yes."""

MOVES: Mapping[tuple[ReferralState, Move], ReferralState] = {
    (_S.PROPOSED, Move.YES): _S.AGREED,
    (_S.CHANGE_ASKED, Move.YES): _S.AGREED,
    (_S.PROPOSED, Move.ASK_CHANGE): _S.CHANGE_ASKED,
    (_S.AGREED, Move.ASK_CHANGE): _S.CHANGE_ASKED,
    # Her no counts whenever it comes: before anything was sent, and after.
    **{(state, Move.NO): _S.REFUSED for state in UNSENT},
    **{(state, Move.NO): _S.REVOKED for state in WITH_AGENCY},
    **{(state, Move.CHANGE): _S.PROPOSED for state in UNSENT},
    **{(state, Move.DROP): _S.DROPPED for state in UNSENT},
    (_S.AGREED, Move.SEND): _S.SENT,
    (_S.SENT, Move.ACCEPT): _S.ACCEPTED,
    (_S.SENT, Move.DECLINE): _S.DECLINED,
    (_S.ACCEPTED, Move.FINISH): _S.DONE,
    **{(state, Move.REVOKE): _S.REVOKED for state in RUNNING},
}


class IllegalMove(Exception):
    """The move is not in the table. Names the referral, its state and the move."""

    def __init__(self, referral: str, state: ReferralState, move: Move) -> None:
        super().__init__(f"referral {referral} is {state}: it cannot {move}")
        self.referral = referral
        self.state = state
        self.move = move


def next_state(referral: str, state: ReferralState, move: Move) -> ReferralState:
    """The state after ``move`` of the referral with this id; raises IllegalMove."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise IllegalMove(referral, state, move) from None
