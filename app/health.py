"""``GET /health``: whether messages are safely accepted, and how assistant and files are."""

from collections.abc import Callable

from aiohttp import web

from app.faq_status import FaqStatus
from app.measuring.readiness import Readiness
from app.office import Office


def add_health(
    app: web.Application,
    office: Office,
    assistant_state: Callable[[], str],
    faq: FaqStatus,
    readiness: Readiness,
) -> None:
    """Also /health/live: the loop runs; /health/ready: messages are safely accepted, really tried.

    200 while the database answers, else 503; ``assistant_state`` is ready, starting or down.

    How the editors' files are is told on this machine only: a stranger could learn from it when
    the office works, and that its answers are out of order.
    """

    async def show(request: web.Request) -> web.Response:
        saved = await office.store.is_well()
        body: dict[str, object] = {
            "status": "ok" if saved else "database down",
            "assistant": assistant_state(),
        }
        if _asks_here(request):
            body["faq_entries"] = len(office.book.faq().entries)
            body["faq"] = {
                "state": faq.state.value,
                "since": faq.since.isoformat(timespec="seconds"),
            }
        return web.json_response(body, status=200 if saved else 503)

    async def live(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def ready(_request: web.Request) -> web.Response:
        accepted = await readiness.is_ready()
        told = {"status": "ok" if accepted else "not ready"}
        return web.json_response(told, status=200 if accepted else 503)

    app.router.add_get("/health", show)
    app.router.add_get("/health/live", live)
    app.router.add_get("/health/ready", ready)


def _asks_here(request: web.Request) -> bool:
    """Whether somebody on this machine asks, and no proxy for somebody else (web/proxies.py)."""
    return not request.remote
