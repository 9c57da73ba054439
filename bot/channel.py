"""Rasa's only door: one private HTTP route for the service, nothing for anybody else."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.answers import merge
from bot.swift_actions import check_schema_once
from bot.turns import BadTurn, IncomingTurn, harmless, intent_of, read_erased, read_turn

SECRET_HEADER = "X-Osso-Secret"  # noqa: S105  # the header's name
DIALOGUE_STATE = {"awaiting": ("consent", "person"), "handler": ("waiting",)}
"""The slots set from every turn, with the values the dialogue tells apart (bot/domain)."""


class OssoChannel(InputChannel):  # type: ignore[misc]
    """Answers ``turn``, ``forget`` and ``ready`` to whoever knows the secret, 403 to all others."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    @classmethod
    def name(cls) -> str:
        """The channel's name, which is also its path below /webhooks/."""
        return "osso"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> OssoChannel:
        """The channel from bot/credentials.yml; raises RasaException without a secret."""
        secret = (credentials or {}).get("secret")
        if not secret:
            cls.raise_missing_credentials_exception()
        check_schema_once()  # here, because this is the first of our code that Rasa's server runs
        return cls(str(secret))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. ``on_new_message`` is not used: a turn's state is set under its lock."""
        routes = Blueprint("osso")
        routes.add_route(_ready, "/ready", methods=["GET"])
        routes.add_route(_turn, "/turn", methods=["POST"])
        routes.add_route(_forget, "/forget", methods=["POST"])

        @routes.listener("before_server_start")  # type: ignore[untyped-decorator]
        async def guard_everything(app: Any, _loop: Any) -> None:
            # On the whole app: Rasa's own root page and error pages are nobody's business either.
            app.register_middleware(self._only_the_service, "request")

        return routes

    async def _only_the_service(self, request: Request) -> HTTPResponse | None:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if hmac.compare_digest(given, self._secret):
            return None
        return json({"error": "forbidden"}, status=403)


async def _ready(request: Request) -> HTTPResponse:
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        return json({"ready": False, "model": None, "model_id": None}, status=503)
    return json({"ready": True, "model": agent.model_name, "model_id": agent.model_id})


async def _turn(request: Request) -> HTTPResponse:
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        return json({"error": "no_model"}, status=503)
    try:
        turn = read_turn(request.json)
    except BadTurn as problem:
        return json({"error": "bad_turn", "field": str(problem)}, status=400)
    said = await _take(agent, turn)
    if not said:
        return json({"error": "no_answer"}, status=502)
    return json(merge(said))


async def _forget(request: Request) -> HTTPResponse:
    """Some conversations were erased: nothing of them stays in the memory."""
    agent = getattr(request.app.ctx, "agent", None)
    try:
        erased = read_erased(request.json)
    except BadTurn as problem:
        return json({"error": "bad_turn", "field": str(problem)}, status=400)
    if agent is None:  # without a model there is no memory either
        return json({"forgotten": 0})
    for conversation_id in erased:
        async with agent.lock_store.lock(conversation_id):  # after a turn that is being taken
            await agent.tracker_store.save(DialogueStateTracker(conversation_id, slots=()))
    return json({"forgotten": len(erased)})


async def _take(agent: Any, turn: IncomingTurn) -> list[dict[str, Any]]:
    """One turn through the dialogue; gives what the actions said."""
    output = CollectingOutputChannel()
    async with agent.lock_store.lock(turn.conversation_id):
        await _restore(agent, turn)
        await agent.processor.handle_message(_message(turn, output))
    return [message["custom"] for message in output.messages if message.get("custom")]


async def _restore(agent: Any, turn: IncomingTurn) -> None:
    """Set the dialogue's slots from the turn: the service's database is the truth."""
    tracker = await agent.processor.fetch_tracker_with_initial_session(turn.conversation_id)
    state = turn.metadata()
    for slot, values in DIALOGUE_STATE.items():
        value = state[slot] if state[slot] in values else None
        if tracker.get_slot(slot) != value:
            tracker.update(SlotSet(slot, value), agent.domain)
    await agent.processor.save_tracker(tracker)


def _message(turn: IncomingTurn, output: CollectingOutputChannel) -> UserMessage:
    if turn.choice is None:
        text, parse_data = harmless(turn.text), None
    else:
        intent = {"name": intent_of(turn.choice), "confidence": 1.0}
        text, parse_data = "", {"text": "", "intent": intent, "entities": []}
    return UserMessage(
        text=text,
        output_channel=output,
        sender_id=turn.conversation_id,
        parse_data=parse_data,
        input_channel=OssoChannel.name(),
        metadata=turn.metadata(),
    )
