"""What somebody says of herself to her colleagues."""

from aiohttp import web

from counselling.live import DESK, PresenceChanged
from counselling.presence import Being
from desk.views.entry import OUR_PAGES
from desk.visit import Visit


async def choose(visit: Visit) -> web.Response:
    """Remember it, tell the colleagues, and go back to the page it was chosen on."""
    chosen = visit.form.get("being", "")
    if chosen not in list(Being):
        return visit.missing()
    await visit.desk.staff.presence.choose(visit.user, Being(chosen))
    visit.desk.live.publish(DESK, PresenceChanged())
    back = visit.form.get("to", "")
    return visit.go(back if OUR_PAGES.fullmatch(back) else "/desk")
