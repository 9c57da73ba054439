"""The referrals of a ticket: which there are, which agency to turn to, one of them, its letter."""

import asyncio
from datetime import UTC, datetime

from aiohttp import hdrs, web

from counselling.faq.lines import Lines
from counselling.permissions import Permission
from counselling.referrals import agencies
from counselling.referrals.referral import NoSuchReferral
from counselling.referrals.states import UNSENT
from counselling.referrals.terms import NEEDS, Outcome, Refusal
from counselling.referrals.view import LetterMatter
from counselling.ticket_view import TicketView
from counselling.tickets.states import ENDED
from desk.letter_tongues import BOTH, TONGUES
from desk.views.queue import counts_for
from desk.visit import Visit

_DIGITS = 6


async def show_referrals(visit: Visit) -> web.Response:
    """All of the ticket's, and the search for an agency."""
    return await referrals_page(visit)


async def referrals_page(
    visit: Visit, *, status: int = 200, problem: str | None = None
) -> web.Response:
    """The page as it stands, with ``problem`` said on top."""
    casework, query = visit.desk.casework, visit.request.query
    faq = casework.referrals.faq()
    wanted = {name: query.get(name, "")[:100] for name in ("q", "need", "province")}
    view = await casework.ticket(visit.code, by=visit.user)
    return visit.page(
        "referrals.html",
        status,
        row=view.row,
        view=view,
        referrals=await casework.referrals.all_of(visit.code, by=visit.user),
        agencies=agencies.find(faq, wanted["q"], wanted["need"], wanted["province"]),
        wanted=wanted,
        needs=NEEDS,
        provinces=agencies.provinces(faq),
        may_write=may_write(visit, view),
        problem=problem,
        **await common(visit),
    )


async def show_referral(visit: Visit) -> web.Response:
    """One referral: what she was asked, where it stands, and what can be done now."""
    return await referral_page(visit)


async def referral_page(
    visit: Visit, *, status: int = 200, problem: str | None = None
) -> web.Response:
    """The page of one, with ``problem`` said on top; raises NoSuchReferral."""
    casework = visit.desk.casework
    one = await casework.referrals.one(visit.code, number_of(visit), by=visit.user)
    view = await casework.ticket(visit.code, by=visit.user)
    return visit.page(
        "referral.html",
        status,
        row=view.row,
        view=view,
        one=one,
        referral=one.referral,
        unsent=one.referral.state in UNSENT,
        may_write=may_write(visit, view),
        is_holder=view.row.holder_id == visit.user.id,
        refusals=tuple(Refusal),
        outcomes=tuple(Outcome),
        problem=problem,
        **await common(visit),
    )


async def show_letter(visit: Visit) -> web.Response:
    """The letter to save, made for this one time; the audit says who took it."""
    tongue = visit.request.query.get("language", BOTH)
    if tongue not in TONGUES:
        return visit.missing()
    referrals, number = visit.desk.casework.referrals, number_of(visit)
    matter = await referrals.letter(visit.code, number, by=visit.user)
    lines, now = referrals.faq().lines, datetime.now(UTC)
    pdf = await asyncio.to_thread(_letter, matter, lines, tongue, now)
    response = web.Response(body=pdf, content_type="application/pdf")
    response.headers[hdrs.CONTENT_DISPOSITION] = (
        f'attachment; filename="{visit.code}-{number}-{tongue}.pdf"'
    )
    response.headers[hdrs.CACHE_CONTROL] = "no-store"
    return response


def number_of(visit: Visit) -> int:
    """The referral's number in the address; raises NoSuchReferral."""
    number = visit.request.match_info["number"]
    if not (number.isascii() and number.isdigit() and len(number) <= _DIGITS):
        raise NoSuchReferral(number)
    return int(number)


def may_write(visit: Visit, view: TicketView) -> bool:
    """Whether this visitor may propose, change and send referrals of the ticket."""
    mine = view.row.holder_id == visit.user.id and view.row.state not in ENDED
    return mine and view.readable and visit.may(Permission.REFER)


async def common(visit: Visit) -> dict[str, object]:
    """What all pages of referrals need: the agencies, and the words of faq/lines.yml."""
    faq = visit.desk.casework.referrals.faq()

    def line(key: str) -> str:
        return faq.lines.say(key, visit.language)

    return {"partners": faq.partners, "line": line, "counts": await counts_for(visit)}


def _letter(matter: LetterMatter, lines: Lines, tongue: str, at: datetime) -> bytes:
    # With the paper comes numpy: the start need not wait for it.
    from desk.letter import write_letter  # noqa: PLC0415  # see above

    return write_letter(matter, lines, tongue, at)
