"""The notice about the question files, for pages that are open already."""

from aiohttp import web

from desk.visit import Visit


async def show_notice(visit: Visit) -> web.Response:
    """As every page shows it."""
    return visit.page("notice.html")
