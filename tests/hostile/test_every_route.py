"""Whatever address there is, also those added later: protected, kept nowhere, and nobody else's."""

from pathlib import Path

from aiohttp import ClientSession

from app.duty import DutyBook
from app.faq_status import FaqStatus
from app.server import build_app
from app.serving import serving
from app.settings import Settings
from app.web.headers import EVERYWHERE, HTTPS_ONLY
from tests.counselling.cast import FakeAssistant, an_office

FILLED = {"code": "K7M-4RX", "number": "1", "person": "x", "id": "1", "shelf": "legal"} | {
    "slug": "x", "form": "csv", "build": "b", "name": "base.css", "language": "vi", "rest": "/x",
    "list": "offices", "item": "x",
}  # fmt: skip
PUBLIC_FOREVER = {"/chat/widget.js"}
ANYONE_S = ("/chat", "/health", "/desk/login", "/desk/language", "/desk/static")


async def test_every_address_carries_the_headers_and_shows_a_stranger_nothing(
    tmp_path: Path,
) -> None:
    settings = Settings(
        _env_file=None, data_dir=tmp_path, public_url="https://chat.example",
        widget_sites="https://www.example.org",
    )  # fmt: skip
    async with an_office(tmp_path, FakeAssistant()) as office:
        app = build_app(office, settings, lambda: "ready", FaqStatus(), DutyBook(tmp_path))
        addresses = {
            ("GET" if route.method == "*" else route.method, route.resource.canonical)
            for route in app.router.routes()
            if route.resource
        }
        assert len(addresses) > 110
        async with serving(app, "127.0.0.1", 0) as address, ClientSession() as http:
            for method, path in sorted(addresses):
                where = path.replace("{language:vi|en|ko}", "vi").format_map(FILLED)
                async with http.request(
                    method, f"{address}{where}", allow_redirects=False,
                    headers={"Cookie": "__Host-desk=planted", "Host": "chat.example"},
                ) as answer:  # fmt: skip
                    told = answer.headers
                    assert {*EVERYWHERE, *HTTPS_ONLY} <= set(told), path
                    assert answer.status < 500, path
                    if where not in PUBLIC_FOREVER and "static" not in path:
                        assert told["Cache-Control"] == "no-store", path
                    assert "unsafe-inline" not in told["Content-Security-Policy"], path
                    assert "Access-Control-Allow-Origin" not in told, path
                    if path.startswith("/desk") and not path.startswith(ANYONE_S):
                        assert answer.status in {303, 404}, path
                    for cookie in answer.headers.getall("Set-Cookie", ()):
                        for part in ("__Host-", "HttpOnly", "Secure", "SameSite=", "Path=/"):
                            assert part in cookie, path
