"""The form of the province she lives in, on the page of a case."""

from aiohttp import web

from counselling.routing.today import NOT_TO_BE_NOTED
from desk.views.case import do
from desk.visit import Visit

# What can be chosen beside the provinces: nothing is known, or she wants none noted.
_OTHERS = {"not-known": None, "none": NOT_TO_BE_NOTED}


async def save_province(visit: Visit) -> web.Response:
    """Keep what was chosen."""
    chosen = visit.form.get("province") or "nothing"
    province = _OTHERS.get(chosen, chosen)
    deed = visit.desk.cases.home.note(visit.code, province, by=visit.user)
    return await do(visit, deed, part="home")
