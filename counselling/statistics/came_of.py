"""What came of referrals to partner agencies, and of follow-ups."""

from collections import Counter
from collections.abc import Mapping

from counselling.cases.follow_up import Outcome as FoundHer
from counselling.referrals.states import ReferralState
from counselling.referrals.terms import Outcome, Refusal
from counselling.statistics.counted import Counts, by, by_two
from counselling.statistics.model import Section
from counselling.statistics.showing import figures, ordered, part_of, tabled

_UNSENT = "proposed"
_STATES = (_UNSENT, "refused", "dropped", "sent", "accepted", "declined", "done", "revoked")
_STANDS: Mapping[str, str] = {
    **dict.fromkeys((ReferralState.CHANGE_ASKED, ReferralState.AGREED), _UNSENT),
    **dict.fromkeys(Refusal, "declined"),
    **dict.fromkeys(Outcome, "done"),
}


def referrals(counts: Counts) -> Section:
    """By agency and where they stand; those that an agency dealt with by how."""
    found = by_two(counts, "referral", lambda cell: (_stands(cell.result), cell.subject))
    rows = tuple(ordered(Counter(state for state, _ in found), _STATES))
    agencies = tuple(ordered(Counter(agency for _, agency in found), ()))
    stand, agency, both = tabled("referral", "agency", "agency_referral", found, rows, agencies)
    results = by(counts, "referral", lambda cell: cell.result)
    lines = {line.key: line for line in stand.lines}
    refused = {why.value: results[why] for why in Refusal}
    refused[Refusal.OTHER] += results[ReferralState.DECLINED]
    ended = {how.value: results[how] for how in Outcome}
    ended[Outcome.UNKNOWN] += results[ReferralState.DONE]
    return Section("referrals", (
        stand, agency, both,
        part_of(lines["declined"], "refusal", refused),
        part_of(lines["done"], "referral_outcome", ended),
    ))  # fmt: skip


def follow_ups(counts: Counts) -> Section:
    """Those that were done, by how she was found."""
    found = by(counts, "follow_up", lambda cell: cell.result)
    return Section("follow_ups", figures(follow_up=ordered(found, [how.value for how in FoundHer])))


def _stands(result: str) -> str:
    return _STANDS.get(result, result)
