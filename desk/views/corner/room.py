"""What the corner's views share: the way in, and the document an address names."""

from collections.abc import Awaitable, Callable
from functools import wraps

from aiohttp import web

from counselling.corner.corner import Corner
from counselling.corner.documents import Document, NoSuchDocument, document
from counselling.faq.model import THEMES
from desk.visit import Visit

View = Callable[[Visit], Awaitable[web.StreamResponse]]


def of_the_corner(view: View) -> View:
    """The view, with 404 for what is not there."""

    @wraps(view)
    async def look(visit: Visit) -> web.StreamResponse:
        try:
            return await view(visit)
        except NoSuchDocument:
            return visit.missing()

    return look


def corner(visit: Visit) -> Corner:
    """The corner; raises NoSuchDocument where there is none."""
    if visit.desk.corner is None:
        raise NoSuchDocument
    return visit.desk.corner


def wanted(visit: Visit) -> Document:
    """The document in the address; raises NoSuchDocument."""
    match = visit.request.match_info
    return document(match["shelf"], match["slug"])


def address(wanted: Document, rest: str = "") -> str:
    """Where a document is edited."""
    return f"/desk/faq/{wanted.key}{rest}"


def theme_titles(visit: Visit) -> dict[str, str]:
    """The themes' names as women read them, in the language of the screen."""
    found = {one.id: one.title.get(visit.language, "") for one in corner(visit).faq().themes}
    return {theme: found.get(theme) or theme for theme in THEMES}
