"""The lines that may never be missing, with the words in braces each of them is given."""

from collections.abc import Mapping

from counselling.faq.needed_referral import REFERRAL_LINES

_NONE: frozenset[str] = frozenset()
_NUMBERS = frozenset({"numbers"})

# When somebody will be there, told with her ticket.
_ABOUT_HOURS = {
    "office_open": _NONE,
    "office_closed_until": _NUMBERS | {"when"},
}
_AROUND_ANSWERS = {
    "next_step": frozenset({"next_step"}),
    "hotlines": _NONE,
    "source": frozenset({"sources"}),
    "as_of": frozenset({"date"}),
    "draft_note": _NONE,
    "topic_other": _NONE,
}
# A line missing here would leave a woman in danger without an answer.
_IN_DANGER = {
    "hotline_source": frozenset({"date"}),
    "wait_minutes": frozenset({"minutes"}),
    "wait_hours": frozenset({"hours"}),
    "wait_long": _NONE,
    "wait_unknown": _NONE,
    "wait_off_duty": frozenset({"when"}),
    "where_elsewhere": _NONE,
    "where_numbers": _NONE,
    "choice_where_vn": _NONE,
    "choice_where_kr": _NONE,
    "choice_where_tw": _NONE,
    "choice_person": _NONE,
    "call_begun": _NONE,
    "call_next": _NUMBERS,
    "call_again": _NUMBERS,
    "call_ended": _NUMBERS,
    "call_nobody": _NUMBERS,
    "call_nobody_until": _NUMBERS | {"when"},
}
# Without one of these a picture she sends would get no answer.
_ABOUT_ATTACHMENTS = {
    "attachment_photo": _NONE,
    "attachment_file": _NONE,
    "attachment_photo_not_kept": _NONE,
    "attachment_file_not_kept": _NONE,
    "attachment_kept": _NONE,
    "attachment_no_counsellor": _NONE,
    "attachment_too_large": frozenset({"megabytes"}),
    "attachment_too_many": _NONE,
    "attachment_lost": _NONE,
    "attachments_gone": _NONE,
}

NEEDED_LINES: Mapping[str, frozenset[str]] = (
    _AROUND_ANSWERS | _IN_DANGER | _ABOUT_HOURS | _ABOUT_ATTACHMENTS | {**REFERRAL_LINES}
)
