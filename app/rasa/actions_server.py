"""Runs the assistant's actions for Rasa: rasa-sdk's executor behind one private route."""

import asyncio
import hmac
import secrets
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import web

from app.rasa.supervisor import SECRET_HEADER, ActionsAddress
from bot.actions import ACTIONS
from bot.actions.asked import Asked, Tracker, read
from bot.actions.saying import as_json
from counselling.assistant import Answered
from counselling.faq import FaqSet

log = structlog.get_logger(__name__)

_MOST_BYTES = 4_000_000  # a tracker with the longest text there can be is far smaller


class ActionsServer:
    """Answers ``POST /webhook`` and ``GET /health`` on a free loopback port to whoever has the
    secret. ``faq`` gives the set in use, looked at anew for every action.
    """

    def __init__(self, faq: Callable[[], FaqSet]) -> None:
        self._faq = faq
        self._secret = secrets.token_urlsafe(32)
        self._executor: Any = None
        self._runner: web.AppRunner | None = None

    async def start(self) -> ActionsAddress:
        """Begin to serve; gives the address for Rasa."""
        # In a thread: rasa-sdk takes a second to import, and messages are accepted meanwhile.
        self._executor = await asyncio.to_thread(_executor, self._faq)
        app = web.Application(middlewares=[self._only_rasa], client_max_size=_MOST_BYTES)
        app.router.add_post("/webhook", self._run)
        app.router.add_get("/health", self._health)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return ActionsAddress(
            f"http://127.0.0.1:{self._runner.addresses[0][1]}/webhook", self._secret
        )

    async def close(self) -> None:
        """Stop serving."""
        if self._runner is not None:
            await self._runner.cleanup()

    @web.middleware
    async def _only_rasa(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.json_response({"error": "forbidden"}, status=403)
        return await handler(request)

    async def _run(self, request: web.Request) -> web.Response:
        call = await request.json()
        call.setdefault("domain", {})  # not sent (bot/endpoints.yml), but the executor insists
        try:
            result = await self._executor.run(call)
        except Exception as error:  # noqa: BLE001  # Rasa must get an answer, whatever failed
            # No traceback: some log formats would show her words among the variables.
            log.error("action failed", action=str(call.get("next_action")), **_where(error))
            return web.json_response({"error": "action failed"}, status=500)
        return web.json_response(result.model_dump() if result else {"events": [], "responses": []})

    async def _health(self, request: web.Request) -> web.Response:
        return web.json_response({"status": "ok", "actions": sorted(ACTIONS)})


def _where(error: Exception) -> dict[str, str]:
    """The kind of error and the line it came from."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return {"why": type(error).__name__, "at": f"{last.filename}:{last.lineno}"}


def _executor(faq: Callable[[], FaqSet]) -> Any:
    """rasa-sdk's executor with all our actions."""
    from rasa_sdk.executor import ActionExecutor  # noqa: PLC0415  # slow, see start()

    executor = ActionExecutor()
    for name, action in ACTIONS.items():
        executor.register_function(name, _as_rasa_action(action, faq))
    return executor


def _as_rasa_action(
    action: Callable[[Asked, FaqSet], Answered], faq: Callable[[], FaqSet]
) -> Callable[[Any, Tracker, Any], list[Any]]:
    """The action in rasa-sdk's form: what it says goes out as one JSON message, no events."""

    def run(dispatcher: Any, tracker: Tracker, domain: Any) -> list[Any]:
        dispatcher.utter_message(json_message=as_json(action(read(tracker), faq())))
        return []

    return run
