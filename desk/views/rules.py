"""How long things are kept, and when the desk signs people out, for administrators."""

from aiohttp import web

from counselling.accounts.office_rules import CHANGEABLE, OutOfLimits
from counselling.accounts.sessions import ABSOLUTE, IDLE
from desk.visit import Visit

HERE = "/desk/settings"


async def show_rules(visit: Visit) -> web.Response:
    """All of them with what they mean."""
    return await _page(visit)


async def change_rule(visit: Visit) -> web.Response:
    """Other days for one of them, unless the machine's own setting fixes it."""
    name = visit.form.get("name", "")
    fixed = {row.name for row in await visit.desk.kept_days() if row.variable}
    if name not in CHANGEABLE or name in fixed:
        return await _page(visit, problem="fixed", wrong=name)
    try:
        await visit.desk.staff.rules.choose(name, visit.form.get("days", ""), by=visit.user)
    except OutOfLimits:
        return await _page(visit, problem="limits", wrong=name)
    return visit.go(f"{HERE}?done=1")


async def _page(visit: Visit, *, problem: str = "", wrong: str = "") -> web.Response:
    return visit.page(
        "rules.html",
        422 if problem else 200,
        rows=await visit.desk.kept_days(),
        limits=CHANGEABLE,
        idle=int(IDLE.total_seconds() // 60),
        absolute=int(ABSOLUTE.total_seconds() // 3600),
        problem=problem,
        wrong=wrong,
        done="done" in visit.request.query,
    )
