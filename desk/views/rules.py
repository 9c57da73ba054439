"""How long things are kept, when follow-ups are due, and when the desk signs people out."""

from aiohttp import web

from counselling.accounts import usual_days
from counselling.accounts.office_rules import CHANGEABLE, OutOfLimits
from counselling.accounts.sessions import ABSOLUTE, IDLE
from desk.visit import Visit

HERE = "/desk/settings"


async def show_rules(visit: Visit) -> web.Response:
    """All of them with what they mean."""
    return await _page(visit)


async def change_rule(visit: Visit) -> web.Response:
    """Other days for one of them, unless the machine's own setting fixes it."""
    name, typed = visit.form.get("name", ""), visit.form.get("days", "")
    rows = {row.name: row for row in await visit.desk.kept_days() if not row.variable}
    free = usual_days.NAME if not (await visit.desk.follow_ups()).variable else None
    try:
        if name == free:
            await visit.desk.staff.usual_days.choose(typed, by=visit.user)
        elif name in CHANGEABLE and name in rows:
            now = rows[name].days
            await visit.desk.staff.rules.choose(name, typed, by=visit.user, now=now)
        else:
            return await _page(visit, problem="fixed", wrong=name)
    except OutOfLimits:
        return await _page(visit, problem="limits", wrong=name, typed=typed)
    await visit.desk.chosen()
    return visit.go(f"{HERE}?done={name}#{name}")


async def _page(
    visit: Visit, *, problem: str = "", wrong: str = "", typed: str = ""
) -> web.Response:
    return visit.page(
        "rules.html",
        422 if problem else 200,
        rows=await visit.desk.kept_days(),
        limits=CHANGEABLE,
        follow_ups=await visit.desk.follow_ups(),
        usual=usual_days,
        idle=int(IDLE.total_seconds() // 60),
        absolute=int(ABSOLUTE.total_seconds() // 3600),
        problem=problem,
        wrong=wrong,
        typed=typed,
        done=visit.request.query.get("done", ""),
    )
