"""The referral's state table, move by move, and that nothing passes by her yes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselling.referrals.referral import NoConsent, Referral
from counselling.referrals.states import (
    CONSENTED,
    IllegalMove,
    Move,
    ReferralState,
    next_state,
)
from counselling.referrals.terms import How, Outcome, Refusal, Urgency

S, M = ReferralState, Move
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()

# Written out by hand from the design, so that a slip in the table shows.
ALLOWED = {
    (S.PROPOSED, M.YES): S.AGREED,
    (S.PROPOSED, M.NO): S.REFUSED,
    (S.PROPOSED, M.ASK_CHANGE): S.CHANGE_ASKED,
    (S.PROPOSED, M.CHANGE): S.PROPOSED,
    (S.PROPOSED, M.DROP): S.DROPPED,
    (S.PROPOSED, M.REVOKE): S.REVOKED,
    (S.CHANGE_ASKED, M.YES): S.AGREED,
    (S.CHANGE_ASKED, M.NO): S.REFUSED,
    (S.CHANGE_ASKED, M.CHANGE): S.PROPOSED,
    (S.CHANGE_ASKED, M.DROP): S.DROPPED,
    (S.CHANGE_ASKED, M.REVOKE): S.REVOKED,
    (S.AGREED, M.NO): S.REFUSED,
    (S.AGREED, M.ASK_CHANGE): S.CHANGE_ASKED,
    (S.AGREED, M.CHANGE): S.PROPOSED,
    (S.AGREED, M.DROP): S.DROPPED,
    (S.AGREED, M.SEND): S.SENT,
    (S.AGREED, M.REVOKE): S.REVOKED,
    (S.SENT, M.NO): S.REVOKED,
    (S.SENT, M.ACCEPT): S.ACCEPTED,
    (S.SENT, M.DECLINE): S.DECLINED,
    (S.SENT, M.REVOKE): S.REVOKED,
    (S.ACCEPTED, M.NO): S.REVOKED,
    (S.ACCEPTED, M.FINISH): S.DONE,
    (S.ACCEPTED, M.REVOKE): S.REVOKED,
}
FORBIDDEN = [pair for pair in product(ReferralState, Move) if pair not in ALLOWED]


def a_referral(valid_until: date = TODAY) -> Referral:
    return Referral("r1", "t1", "c1", 1, "peace-house", Urgency.NORMAL, valid_until, "lan", NOW)


@pytest.mark.parametrize("pair", ALLOWED, ids=" ".join)
def test_an_allowed_move_leads_where_the_design_says(pair: tuple[ReferralState, Move]) -> None:
    assert next_state("r1", *pair) is ALLOWED[pair]


@pytest.mark.parametrize("pair", FORBIDDEN, ids=" ".join)
def test_any_other_move_names_referral_state_and_move(pair: tuple[ReferralState, Move]) -> None:
    with pytest.raises(IllegalMove, match=f"referral r1 is {pair[0]}: it cannot {pair[1]}"):
        next_state("r1", *pair)


def carry_out(one: Referral, move: Move) -> None:
    deeds: dict[Move, Callable[[], None]] = {
        M.YES: lambda: one.agree(How.CHAT, NOW),
        M.NO: lambda: one.refuse(TODAY),
        M.ASK_CHANGE: one.ask_change,
        M.CHANGE: lambda: one.change("vbsp", Urgency.URGENT, TODAY),
        M.DROP: one.drop,
        M.SEND: lambda: one.send(TODAY),
        M.ACCEPT: one.accept,
        M.DECLINE: lambda: one.decline(Refusal.NO_PLACE),
        M.FINISH: lambda: one.finish(Outcome.HELPED),
        M.REVOKE: lambda: one.revoke(TODAY),
    }
    deeds[move]()


@given(st.lists(st.sampled_from(Move), max_size=12))
def test_whatever_is_tried_nothing_stands_without_her_yes_to_this_very_version(
    moves: list[Move],
) -> None:
    one, her_word = a_referral(), None
    for move in moves:
        try:
            carry_out(one, move)
        except IllegalMove:
            continue
        if move is M.YES:
            her_word = one.version
        elif move in {M.NO, M.REVOKE, M.ASK_CHANGE, M.CHANGE, M.DROP}:
            her_word = None
        if one.state in CONSENTED:
            assert one.agreed_version == one.version == her_word
        else:
            assert one.agreed_version is None


def test_a_changed_proposal_has_another_version_and_no_yes() -> None:
    one = a_referral()
    one.agree(How.CHAT, NOW)
    one.change("vbsp", Urgency.NORMAL, TODAY)
    assert (one.version, one.agreed_version, one.state) == (2, None, S.PROPOSED)
    with pytest.raises(IllegalMove):
        one.send(TODAY)


def test_after_its_last_day_it_can_neither_be_sent_nor_printed() -> None:
    one = a_referral()
    one.agree(How.CHAT, NOW)
    with pytest.raises(NoConsent):
        one.send(TODAY + timedelta(days=1))
    one.send(TODAY)
    assert one.has_letter(TODAY)
    assert not one.has_letter(TODAY + timedelta(days=1))


@pytest.mark.parametrize(("sent", "told"), [(False, False), (True, True)])
def test_the_agency_is_to_be_told_only_of_what_it_has(*, sent: bool, told: bool) -> None:
    one = a_referral()
    one.agree(How.CHAT, NOW)
    if sent:
        one.send(TODAY)
    one.revoke(TODAY)
    assert one.to_tell is told
