"""Planning a case's follow-ups, and saying what came of them."""

from datetime import date

from aiohttp import web

from counselling.cases.follow_up import Outcome
from desk.views.case import case_page, do
from desk.visit import Visit

_PLAN = "plan:"
_MOST = 12  # days in one form


async def plan(visit: Visit) -> web.Response:
    """Plan one on each ticked day, and on the day that was written."""
    written = [name.removeprefix(_PLAN) for name in visit.form if name.startswith(_PLAN)]
    written += filter(None, [visit.form.get("day", "").strip()])
    days = [_day(text) for text in written]
    known = sorted({day for day in days if day})
    if not known or len(known) > _MOST or None in days:
        return await case_page(visit, status=422, problem="bad_day")
    deed = visit.desk.cases.follow_ups.plan(
        visit.code, known, visit.form.get("ask", ""), by=visit.user
    )
    return await do(visit, deed, part="follow-ups")


async def change(visit: Visit) -> web.Response:
    """One is done, postponed or cancelled."""
    work, one, by = visit.desk.cases.follow_ups, visit.request.match_info["id"], visit.user
    action, form = visit.form.get("action"), visit.form
    if action == "cancel":
        return await do(visit, work.cancel(visit.code, one, by=by), part="follow-ups")
    if action == "postpone" and (day := _day(form.get("day", ""))):
        return await do(visit, work.postpone(visit.code, one, day, by=by), part="follow-ups")
    if action == "done" and form.get("outcome") in list(Outcome):
        outcome, note = Outcome(form["outcome"]), form.get("note", "")
        deed = work.finish(visit.code, one, outcome, note, by=by)
        return await do(visit, deed, part="follow-ups")
    problem = {"done": "no_outcome", "postpone": "bad_day"}.get(action or "", "changed")
    return await case_page(visit, status=422, problem=problem)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
