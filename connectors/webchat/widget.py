"""The chat on the office's own site: the script that site loads, and the page it frames."""

from aiohttp import web

from connectors.webchat.guard import keep_nowhere, page_policy
from connectors.webchat.page import Page
from connectors.webchat.sending import send
from connectors.webchat.visits import guess_of
from counselling.conversations import LANGUAGES

_TEN_MINUTES = 600  # seconds; the script keeps its name when it changes


class Widget:
    """Serves the widget to the named sites; without any there is none."""

    def __init__(self, page: Page, sites: tuple[str, ...]) -> None:
        self._page = page
        self._sites = sites

    def add_routes(self, app: web.Application) -> None:
        """Add the script and the framed page, if any site may use them."""
        if not self._sites:
            return
        app.router.add_get("/chat/widget.js", self.script)
        app.router.add_get("/chat/framed", self.framed)
        app.router.add_get(f"/chat/framed/{{language:{'|'.join(LANGUAGES)}}}", self.framed)

    async def script(self, request: web.Request) -> web.Response:
        """The script; the one file of ours that pages of others may load."""
        response = send(request, self._page.widget)
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Cache-Control"] = f"public, max-age={_TEN_MINUTES}"
        return response

    async def framed(self, request: web.Request) -> web.Response:
        """The page in the language its address names, to be framed by the named sites alone."""
        asked = request.match_info.get("language")
        language = next((known for known in LANGUAGES if known == asked), guess_of(request))
        response = send(request, self._page.html[language])
        response.headers["Content-Security-Policy"] = page_policy(
            request.host, self._page.policy, framed_by=" ".join(self._sites)
        )
        # It knows no lists. Browsers that know frame-ancestors would not look at it anyway.
        del response.headers["X-Frame-Options"]
        response.headers["Vary"] = "Accept-Language, Accept-Encoding"
        keep_nowhere(response)
        return response
