"""What women asked in vain, each a click away from a draft."""

from aiohttp import web

from desk.views.corner.room import corner, of_the_corner, theme_titles
from desk.visit import Visit


@of_the_corner
async def show_gaps(visit: Visit) -> web.Response:
    """The groups, the biggest first; with ``all`` also what was asked only once."""
    once_too = "all" in visit.request.query
    found = await corner(visit).wanted.look(visit.user, once_too=once_too)
    return visit.page(
        "faq_gaps.html",
        found=found,
        once_too=once_too,
        themes=theme_titles(visit),
    )
