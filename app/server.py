"""The web server: the chat, the desk and /health on one port."""

from collections.abc import Callable

from aiohttp import web

from app.faq_status import FaqState, FaqStatus
from app.health import add_health
from app.office import Office
from app.settings import Settings
from connectors.webchat import routes as webchat
from connectors.webchat.chat import WebChat
from connectors.webchat.rules import Rules
from desk import routes as desk
from desk.desk import Desk
from desk.faq_notice import FaqNotice


def build_app(
    office: Office, settings: Settings, assistant_state: Callable[[], str], faq: FaqStatus
) -> web.Application:
    """The whole web application. The office must be open while it serves."""
    app = web.Application()
    app.router.add_get("/", _to_the_chat)
    add_health(app, office, assistant_state, faq)
    origins = frozenset({settings.public_url} if settings.public_url else ())
    rules = Rules(origins=origins, widget_sites=settings.widget_origins)
    webchat.add_routes(app, WebChat(office.reception, office.live, rules))
    secure = settings.public_url.startswith("https://")
    desk.add_routes(
        app,
        Desk(
            office.casework,
            office.staff,
            office.live,
            secure_cookies=secure,
            origins=origins,
            faq_notice=lambda: _notice(faq),
            why_danger=lambda text: office.book.detector().why(text),
        ),
    )
    return app


def _notice(faq: FaqStatus) -> FaqNotice:
    return FaqNotice(faq.since, faq.problems, untrained=faq.state is FaqState.UNTRAINED)


async def _to_the_chat(_request: web.Request) -> web.Response:
    raise web.HTTPFound("/chat")
