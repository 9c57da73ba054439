"""How the service stands: for administrators and supervisors."""

from aiohttp import web

from desk.visit import Visit


async def show_status(visit: Visit) -> web.Response:
    """As of now; the page's script asks again by itself."""
    if visit.desk.status is None:
        return visit.missing()
    return visit.page("status.html", status=await visit.desk.status())
