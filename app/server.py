"""The web server: the chat, the desk and /health on one port."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from app.chosen_days import ChosenDays
from app.duty import DutyBook
from app.faq_status import FaqState, FaqStatus
from app.health import add_health
from app.measuring.readiness import Readiness
from app.measuring.watch import Watch
from app.office import Office
from app.periods import follow_up_days, kept_days
from app.settings import Settings
from app.web.headers import HTTPS, on_every_answer
from app.web.proxies import see_through
from app.web.two_hosts import keep_apart
from connectors.webchat import routes as webchat
from connectors.webchat.chat import WebChat
from connectors.webchat.rules import Rules
from counselling.corner.corner import build_corner
from counselling.corner.trial import Trial
from counselling.duty.calling import CallNews
from counselling.statistics.reporting import Reporting
from desk import routes as desk
from desk.backup_notice import NO_TROUBLE, BackupNotice
from desk.desk import Desk
from desk.duty_notice import DutyNotice
from desk.faq_notice import FaqNotice
from desk.kept_days import nobody_to_tell
from desk.throttle import LoginThrottle


@dataclass(frozen=True)
class Around:
    """What stands around an office that serves, as far as it is there.

    ``trial``: what editors may try questions out with; ``watch``: what the status page shows;
    ``chosen``: whom to tell what administrators have chosen.
    """

    trial: Trial | None = None
    watch: Watch | None = None
    chosen: ChosenDays | None = None
    backup_notice: Callable[[], BackupNotice] = lambda: NO_TROUBLE


def build_app(
    office: Office,
    settings: Settings,
    assistant_state: Callable[[], str],
    faq: FaqStatus,
    duty: DutyBook,
    around: Around = Around(),  # it cannot change
) -> web.Application:
    """The whole web application. The office must be open while it serves."""
    rules = Rules(origins=_origins(settings.public_url), widget_sites=settings.widget_origins)
    app = web.Application(
        client_max_size=rules.frame_limit,
        middlewares=[
            see_through(settings.trusted_proxies, settings.public_url, settings.desk_url),
            keep_apart(settings.desk_url),
        ],
    )
    app[HTTPS] = settings.public_url.startswith("https://")
    app.on_response_prepare.append(on_every_answer)
    app.router.add_get("/", _to_the_chat)
    watch = around.watch
    readiness = (watch and watch.readiness) or Readiness(office.store, settings.data_dir)
    add_health(app, office, assistant_state, faq, readiness)
    chat = WebChat(office.reception, office.live, rules, returning=office.returning)
    webchat.add_routes(app, chat)
    desk.add_routes(app, _desk(office, settings, faq, duty, around))
    return app


def _desk(
    office: Office, settings: Settings, faq: FaqStatus, duty: DutyBook, around: Around
) -> Desk:
    watch, chosen = around.watch, around.chosen
    return Desk(
        office.casework,
        office.staff,
        office.live,
        office.attachment_viewer,
        Reporting(office.store, office.book.faq),
        cases=office.cases,
        secure_cookies=settings.desk_at.startswith("https://"),
        origins=_origins(settings.desk_at),
        faq_notice=lambda: _notice(faq),
        duty_notice=lambda: _duty_notice(office, duty),
        name_on_duty=duty.name_of,
        why_danger=lambda text: office.book.detector().why(text),
        kept_days=lambda: kept_days(settings, office.store),
        follow_ups=lambda: follow_up_days(settings, office.store),
        chosen=chosen.refresh if chosen else nobody_to_tell,
        corner=build_corner(
            office.store, office.book.whole, settings.faq_dir, settings.data_dir, around.trial
        ),
        status=watch.sounder.sound if watch and watch.sounder else None,
        backup_notice=around.backup_notice,
        throttle=LoginThrottle(office.counting),
    )


def _origins(url: str) -> frozenset[str]:
    return frozenset({url} if url else ())


def _notice(faq: FaqStatus) -> FaqNotice:
    return FaqNotice(faq.since, faq.problems, untrained=faq.state is FaqState.UNTRAINED)


def _duty_notice(office: Office, duty: DutyBook) -> DutyNotice:
    return DutyNotice(duty.problems, office.pager.news if office.pager else CallNews())


async def _to_the_chat(_request: web.Request) -> web.Response:
    raise web.HTTPFound("/chat")
