"""``GET /health``: whether messages are safely accepted, and how assistant and files are."""

from collections.abc import Callable

from aiohttp import web

from app.faq_status import FaqStatus
from app.office import Office


def add_health(
    app: web.Application, office: Office, assistant_state: Callable[[], str], faq: FaqStatus
) -> None:
    """200 while the database answers, else 503; ``assistant_state`` is ready, starting or down."""

    async def show(_request: web.Request) -> web.Response:
        saved = await office.store.is_well()
        body = {
            "status": "ok" if saved else "database down",
            "assistant": assistant_state(),
            "faq_entries": len(office.book.faq().entries),
            "faq": {"state": faq.state.value, "since": faq.since.isoformat(timespec="seconds")},
        }
        return web.json_response(
            body, status=200 if saved else 503, headers={"Cache-Control": "no-store"}
        )

    app.router.add_get("/health", show)
