"""The notice about the question files, for pages that are open already."""

from aiohttp import web

from counselling.permissions import Permission
from desk.visit import Visit


async def show_notice(visit: Visit) -> web.Response:
    """As every page shows it."""
    to_tell = []
    if visit.may(Permission.REFER):
        to_tell = await visit.desk.casework.referrals.to_tell(by=visit.user)
    partners = visit.desk.casework.referrals.faq().partners
    return visit.page("notice.html", to_tell=to_tell, partners=partners)
