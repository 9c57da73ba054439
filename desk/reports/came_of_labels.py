"""What came of tickets, referrals and follow-ups, in the words of their pages (case_words.html,
referral_marks.html).
"""

from collections.abc import Callable, Mapping


def came_of(_: Callable[[str], str]) -> Mapping[str, Mapping[str, str]]:
    """By figure, then by line."""
    return {
        "ending": {
            "helped": _("She was helped"),
            "referred": _("Referred, others go on"),
            "unwanted": _("She no longer wants it"),
            "not_reached": _("She could not be reached"),
            "duplicate": _("She has another ticket"),
            "other": _("Another reason"),
            "closed": _("Closed, nothing noted"),
            "cancelled": _("Cancelled by her"),
        },
        "referral": _stands(_),
        "agency_referral": _stands(_),
        "refusal": {
            "not_entitled": _("She does not fall under its rules"),
            "no_place": _("It has no place or time"),
            "wrong_agency": _("It is the wrong agency for this"),
            "no_answer": _("It does not answer"),
            "other": _("Another reason"),
        },
        "referral_outcome": {
            "helped": _("She was helped"),
            "partly": _("She was helped in part"),
            "not_helped": _("She was not helped"),
            "did_not_go": _("She did not go there"),
            "unknown": _("Not known"),
        },
        "follow_up": {
            "better": _("She is better, nothing open"),
            "ongoing": _("What was begun goes on"),
            "new_need": _("She needs something new"),
            "worse": _("It is worse, she needs help now"),
            "not_reached": _("She could not be reached"),
            "unwanted": _("She wants no more follow-ups"),
        },
    }


def _stands(_: Callable[[str], str]) -> Mapping[str, str]:
    return {
        "proposed": _("Not sent yet"),
        "refused": _("She said no"),
        "dropped": _("Given up before it was sent"),
        "sent": _("Sent, no word yet"),
        "accepted": _("Accepted by the agency"),
        "declined": _("Declined by the agency"),
        "done": _("Done"),
        "revoked": _("Taken back by her"),
    }
