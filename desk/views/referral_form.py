"""Writing a proposal, seeing it as she will, and asking her."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import uuid4

from aiohttp import web

from counselling.referrals.proposal import LONGEST_TEXT, USUAL_TIME, BadProposal, Proposal
from counselling.referrals.referral import NoSuchReferral
from counselling.referrals.revoking import day_of
from counselling.referrals.states import UNSENT, IllegalMove
from counselling.referrals.terms import NEEDS, SHARED, Urgency
from counselling.store.not_saved import NotSaved
from counselling.ticket_view import TicketView
from counselling.tickets.ticket import NotYours
from desk.views.referrals import common, may_write, referrals_page
from desk.visit import Visit
from language.normalise import clean

_HIDDEN = ("agency", "need", "purpose", "urgency", "valid_until", "way", "change", "id")
# Beside the tick of each field its text: "need" alone is what the referral is for.
_FIELDS = tuple(f"{part}_{name}" for name in SHARED for part in ("share", "text"))


async def show_form(visit: Visit) -> web.Response:
    """An empty form for the agency in the address, or that of a proposal to be changed."""
    view = await visit.desk.casework.ticket(visit.code, by=visit.user)
    if not may_write(visit, view):
        return visit.go(f"/desk/tickets/{visit.code}/referrals")
    change = visit.request.query.get("change", "")
    filled = await _filled_before(visit, change) if change else _empty(visit)
    if filled["agency"] not in visit.desk.casework.referrals.faq().partners:
        return visit.missing()
    return await _form_page(visit, view, filled)


async def submit_form(visit: Visit) -> web.Response:
    """Show the proposal as she will read it, go back to the form, or ask her."""
    view = await visit.desk.casework.ticket(visit.code, by=visit.user)
    if not may_write(visit, view):
        return await referrals_page(visit, status=409, problem="not_yours")
    form = _cleaned(visit.form)
    if form["agency"] not in visit.desk.casework.referrals.faq().partners:
        return await referrals_page(visit, status=422, problem="no_agency")
    if visit.form.get("step") == "edit":
        return await _form_page(visit, view, form)
    try:
        proposal = _proposal(form)
        if visit.form.get("step") == "ask":
            return await _ask(visit, view, form, proposal)
        return await _preview_page(visit, view, form, proposal)
    except BadProposal as error:
        return await _form_page(visit, view, form, status=422, error=error)


async def _ask(
    visit: Visit, view: TicketView, form: Mapping[str, str], proposal: Proposal
) -> web.Response:
    if view.may_be_unsafe and not proposal.spoken and not visit.form.get("sure"):
        return await _preview_page(visit, view, form, proposal, status=428)
    try:
        number = await _asked(visit, form, proposal)
    except NotYours:
        return await referrals_page(visit, status=409, problem="handed_back")
    except IllegalMove:
        return await referrals_page(visit, status=409, problem="changed")
    except NotSaved:
        return await _preview_page(visit, view, form, proposal, status=503, problem="not_saved")
    return visit.go(f"/desk/tickets/{visit.code}/referrals/{number}")


async def _asked(visit: Visit, form: Mapping[str, str], proposal: Proposal) -> int:
    referring = visit.desk.casework.referring
    if not form["change"]:
        return await referring.propose(visit.code, form["id"], proposal, by=visit.user)
    number = int(form["change"])
    await referring.change(visit.code, number, proposal, by=visit.user)
    return number


async def _form_page(
    visit: Visit,
    view: TicketView,
    form: Mapping[str, str],
    *,
    status: int = 200,
    error: BadProposal | None = None,
) -> web.Response:
    today = day_of(datetime.now(UTC))
    return visit.page(
        "referral_form.html",
        status,
        row=view.row,
        view=view,
        form=form,
        error=error,
        needs=NEEDS,
        shared=SHARED,
        urgencies=tuple(Urgency),
        today=today.isoformat(),
        longest=LONGEST_TEXT,
        **await common(visit),
    )


async def _preview_page(
    visit: Visit,
    view: TicketView,
    form: Mapping[str, str],
    proposal: Proposal,
    *,
    status: int = 200,
    problem: str | None = None,
) -> web.Response:
    change = int(form["change"]) if form["change"] else None
    text, tongue = await visit.desk.casework.referrals.preview(
        visit.code, change, proposal, by=visit.user
    )
    return visit.page(
        "referral_preview.html",
        status,
        row=view.row,
        view=view,
        form=form,
        text=text,
        tongue=tongue,
        spoken_way=proposal.spoken,
        unsafe=view.may_be_unsafe and not proposal.spoken,
        problem=problem,
        **await common(visit),
    )


def _empty(visit: Visit) -> dict[str, str]:
    """Nothing is ticked: what is shared, the counsellor decides with her."""
    until = day_of(datetime.now(UTC)) + USUAL_TIME
    blank = dict.fromkeys((*_HIDDEN, *_FIELDS), "")
    agency = visit.request.query.get("agency", "")
    return blank | {
        "agency": agency,
        "urgency": Urgency.NORMAL,
        "valid_until": until.isoformat(),
        "id": uuid4().hex,
    }


async def _filled_before(visit: Visit, change: str) -> dict[str, str]:
    """The form as the proposal stands; raises NoSuchReferral if it cannot be changed."""
    if not (change.isascii() and change.isdigit()):
        raise NoSuchReferral(change)
    one = await visit.desk.casework.referrals.one(visit.code, int(change), by=visit.user)
    if one.content is None or one.referral.state not in UNSENT:
        raise NoSuchReferral(change)
    ticked = {f"share_{name}": "1" for name in one.content.shared}
    texts = {f"text_{name}": text for name, text in one.content.shared.items()}
    return {
        **_empty(visit),
        "agency": one.referral.partner,
        "need": one.content.need,
        "purpose": one.content.purpose,
        "urgency": one.referral.urgency,
        "valid_until": one.referral.valid_until.isoformat(),
        "change": change,
        **ticked,
        **texts,
    }


def _cleaned(form: Mapping[str, str]) -> dict[str, str]:
    """The fields of ours, each on one line; what is not ticked is not carried on."""
    known = {name: clean(form.get(name, "")).strip() for name in _HIDDEN}
    if not (known["change"].isascii() and known["change"].isdigit()):
        known["change"] = ""
    known["id"] = known["id"][:32] or uuid4().hex
    for name in SHARED:
        ticked = bool(form.get(f"share_{name}"))
        known[f"text_{name}"] = clean(form.get(f"text_{name}", "")).strip() if ticked else ""
        known[f"share_{name}"] = "1" if ticked else ""
    return known


def _proposal(form: Mapping[str, str]) -> Proposal:
    """The form read; raises BadProposal where a day cannot be."""
    try:
        until = date.fromisoformat(form["valid_until"])
    except ValueError:
        raise BadProposal("bad_day") from None
    return Proposal(
        partner=form["agency"],
        need=form["need"],
        purpose=form["purpose"],
        shared={name: form[f"text_{name}"] for name in SHARED if form[f"share_{name}"]},
        urgency=Urgency.URGENT if form["urgency"] == Urgency.URGENT else Urgency.NORMAL,
        valid_until=until,
        spoken=form["way"] == "spoken",
    )
