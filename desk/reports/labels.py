"""Every id of the report in words; docs/reports.md explains each of them."""

from collections.abc import Callable, Mapping

from desk.reports.came_of_labels import came_of

Say = Callable[[str], str]


def section_titles(_: Say) -> Mapping[str, str]:
    """By section."""
    return {
        "women": _("Women served"),
        "hours": _("When they write"),
        "questions": _("What the assistant did"),
        "danger": _("Danger"),
        "satisfaction": _("Satisfaction"),
        "tickets": _("Counselling"),
        "referrals": _("Referrals"),
        "follow_ups": _("Follow-ups"),
    }


def figure_titles(_: Say) -> Mapping[str, str]:
    """By figure."""
    return {
        "language": _("Women by language"),
        "channel": _("Women by channel"),
        "country": _("Women by the country they are in"),
        "province": _("Women by the province they live in"),
        "hour": _("Messages by the hour they were written"),
        "decision": _("Messages to the assistant, by what it did"),
        "theme": _("Messages to the assistant, by the theme of the entry that fitted"),
        "level": _("Messages in which danger was seen, by how sure that is"),
        "category": _("Messages in which danger was seen, by its kind"),
        "helpful": _("What women said of an answer"),
        "first_reply": _("Tickets opened, by the time until a counsellor first wrote"),
        "ending": _("Tickets that ended, by what came of them"),
        "ended_within": _("Tickets that ended, by how long they had run"),
        "office": _("Tickets opened, by office"),
        "referral": _("Referrals, by where they stand"),
        "agency": _("Referrals, by agency"),
        "agency_referral": _("Referrals, by agency and where they stand"),
        "refusal": _("Declined referrals, by the agency's reason"),
        "referral_outcome": _("Referrals that are done, by what came of them"),
        "follow_up": _("Follow-ups done, by how she was found"),
    }


def key_titles(_: Say) -> Mapping[str, str]:
    """By key figure."""
    return {
        "women": _("Women served"),
        "new": _("New conversations"),
        "visits": _("Conversations"),
        "questions": _("Messages to the assistant"),
        "tickets": _("Tickets opened"),
        "sessions": _("Counselling sessions"),
        "ended": _("Tickets ended"),
    }


def period_titles(_: Say) -> Mapping[str, str]:
    """By the name of the days."""
    return {
        "this-month": _("This month"),
        "last-month": _("Last month"),
        "this-quarter": _("This quarter"),
        "last-quarter": _("Last quarter"),
        "this-year": _("This year"),
        "last-year": _("Last year"),
    }


def line_titles(_: Say) -> Mapping[tuple[str, str], str]:
    """By figure and line."""
    came = came_of(_)
    return {
        **_of("language", {
            "vi": _("Vietnamese"), "en": _("English"), "ko": _("Korean"),
            "": _("Language unknown"),
        }),
        **_of("channel", {"webchat": _("Web chat"), "telegram": "Telegram",
            "messenger": "Messenger", "zalo_bot": "Zalo (bot)", "zalo_oa": "Zalo"}),
        **_of("country", {
            "vn": _("Viet Nam"), "kr": _("Korea"), "tw": _("Taiwan"), "": _("She did not say"),
        }),
        ("province", ""): _("She did not say"),
        **_of("decision", _decisions(_)),
        **_of("theme", {
            "legal": _("Papers and law"), "vocational": _("Work and money"),
            "psychological": _("Feelings and family"),
            "child-status": _("My child: papers, school"), "": _("No entry"),
        }),
        **_of("level", {"red": _("Danger"), "amber": _("Perhaps danger")}),
        **_of("category", {
            "violence": _("Violence"), "suicide": _("Suicide"), "trafficking": _("Trafficking"),
            "child-danger": _("A child in danger"), "": _("Not named"),
        }),
        **_of("helpful", {"helpful": _("It helped"), "unhelpful": _("It did not help")}),
        **_of("first_reply", _spans(_)),
        **_of("ended_within", _spans(_)),
        ("office", ""): _("No office yet"),
        **{line: title for name in came for line, title in _of(name, came[name]).items()},
    }  # fmt: skip


def remarks(_: Say, sign: str, fewest: int) -> tuple[str, ...]:
    """What whoever reads the figures must know. ``sign`` stands for a hidden number."""
    return (
        _("{sign}: 1 to {most}, or hidden so that no such number can be worked out.").format(
            sign=sign, most=fewest - 1
        ),
        _(
            "Do not give away two reports whose days or offices overlap: their difference may show "
            "what each of them hides."
        ),
        _("A woman counts once in each month in which she wrote. Days are Viet Nam's."),
    )


def _decisions(_: Say) -> dict[str, str]:
    return {
        "answer": _("Answered"),
        "clarify": _("Asked back"),
        "handoff": _("Led to a counsellor"),
        "fallback": _("Did not know"),
        "smalltalk": _("Greetings, thanks and the like"),
    }


def _spans(_: Say) -> dict[str, str]:
    return {
        "15min": _("within 15 minutes"),
        "1h": _("within 1 hour"),
        "4h": _("within 4 hours"),
        "1d": _("within 1 day"),
        "3d": _("within 3 days"),
        "1w": _("within 1 week"),
        "30d": _("within 30 days"),
        "later": _("later"),
        "never": _("not yet, or never"),
    }


def _of(figure: str, lines: Mapping[str, str]) -> dict[tuple[str, str], str]:
    return {(figure, key): title for key, title in lines.items()}
