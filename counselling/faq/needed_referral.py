"""The lines that a referral needs: without one of them she could not be asked, nor say no."""

from collections.abc import Mapping

from counselling.referrals.terms import NEEDS, SHARED, How, Urgency

_NONE: frozenset[str] = frozenset()

_ASKING = {
    "refer_ask": frozenset({"agency"}),
    "refer_for": frozenset({"purpose"}),
    "refer_urgency": frozenset({"urgency"}),
    "refer_shared": _NONE,
    "refer_nothing": _NONE,
    "refer_also": frozenset({"code"}),
    "refer_until": frozenset({"date"}),
    "refer_free": _NONE,
    "refer_take_back": frozenset({"words"}),
    "refer_agree": _NONE,
}
_ANSWERING = (
    "choice_refer_yes", "choice_refer_no", "choice_refer_change", "choice_refer_back",
    "choice_refer_back_all", "refer_yes_said", "refer_no_said", "refer_change_said", "refer_stale",
    "refer_sent_said", "refer_dropped_said", "refer_back_unsent", "refer_back_sent",
    "refer_back_none", "refer_back_which",
)  # fmt: skip
_LETTER = {
    **dict.fromkeys(
        (
            "letter_title", "letter_number", "letter_date", "letter_to", "letter_need",
            "letter_purpose", "letter_urgency", "letter_valid", "letter_shared", "letter_nothing",
            "letter_counsellor", "letter_office",
        ),
        _NONE,
    ),
    "letter_consent": frozenset({"date", "how"}),
}  # fmt: skip
_LISTS = (
    *(f"need_{need}" for need in NEEDS),
    *(f"share_{name}" for name in SHARED),
    *(f"urgency_{urgency}" for urgency in Urgency),
    *(f"letter_how_{how}" for how in How),
)

REFERRAL_LINES: Mapping[str, frozenset[str]] = {
    **_ASKING,
    **dict.fromkeys(_ANSWERING, _NONE),
    **_LETTER,
    **dict.fromkeys(_LISTS, _NONE),
}
