"""Her own second factor: set up, confirmed, fresh recovery codes, off."""

from aiohttp import web

from counselling.accounts.second_factor import WrongCode
from desk.doubt import doubt
from desk.qr import qr_code
from desk.visit import Visit

HERE = "/desk/second-step"


async def show_factor(visit: Visit) -> web.Response:
    """How it stands, and what she can do next."""
    return await _page(visit)


async def begin(visit: Visit) -> web.Response:
    """Her password first: an unattended screen must not bind her account to another phone."""
    if problem := await doubt(visit, code=False):
        return await _page(visit, problem)
    await visit.desk.staff.factors.begin(visit.user)
    return visit.go(HERE)


async def confirm(visit: Visit) -> web.Response:
    """Her app's first code makes it count; the recovery codes are shown this once."""
    try:
        codes = await visit.desk.staff.factors.confirm(
            visit.user, visit.form.get("code", ""), session=visit.handle
        )
    except WrongCode:
        return await _page(visit, "wrong_code")
    return visit.page("recovery_codes.html", codes=codes, begun=True)


async def renew_codes(visit: Visit) -> web.Response:
    """Ten fresh ones."""
    if problem := await doubt(visit, code=True):
        return await _page(visit, problem)
    codes = await visit.desk.staff.factors.renew_codes(visit.user)
    return visit.page("recovery_codes.html", codes=codes, begun=False)


async def switch_off(visit: Visit) -> web.Response:
    """Password and code once more; an administrator must then set it up anew."""
    if problem := await doubt(visit, code=True):
        return await _page(visit, problem)
    await visit.desk.staff.factors.switch_off(visit.user, session=visit.handle)
    return visit.go(HERE)


async def _page(visit: Visit, problem: str = "") -> web.Response:
    state = await visit.desk.staff.factors.state(visit.user)
    kind, _, seconds = problem.partition(" ")
    return visit.page(
        "second_step.html",
        {"": 200, "throttled": 429}.get(kind, 422),
        state=state,
        qr=qr_code(state.setting_up.address) if state.setting_up else None,
        problem=kind,
        seconds=seconds,
    )
