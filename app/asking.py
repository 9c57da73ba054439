"""Asking the assistant line by line, by the very way of the live chat."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from typing import Any

from app.office import Office
from counselling.assistant import Answered, Assistant, AssistantUnavailable, Turn
from counselling.channels import Inbound, Outbound
from counselling.live import Live
from counselling.reception import Refused

CHANNEL = "ask"
_AT_ONCE = 8
_MOST_CANDIDATES = 5


class BadLine(ValueError):
    """An input line is not a JSON object with a "text"."""


class Unseen:
    """The way out of a conversation nobody reads."""

    name = CHANNEL
    pushes = False

    def __init__(self, _live: Live) -> None:
        pass

    async def send(self, outbound: Outbound) -> None:
        """Nobody looks: the answer was overheard already."""


class Counted:
    """An assistant whose failures are counted, so that they are not taken for its answers."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.failures = 0

    async def answer(self, turn: Turn) -> Answered:
        """Answer one turn; raises AssistantUnavailable."""
        try:
            return await self._assistant.answer(turn)
        except AssistantUnavailable:
            self.failures += 1
            raise


class Overheard:
    """Hands each turn to whoever waits for its conversation."""

    def __init__(self) -> None:
        self._heard: dict[str, asyncio.Future[tuple[Turn, Answered]]] = {}

    def observe(self, turn: Turn, answered: Answered) -> None:
        """Called by the service for each turn taken."""
        self._future(turn.conversation_id).set_result((turn, answered))

    async def of(self, conversation_id: str) -> tuple[Turn, Answered]:
        """The one turn of a conversation."""
        try:
            return await self._future(conversation_id)
        finally:
            del self._heard[conversation_id]

    def _future(self, conversation_id: str) -> asyncio.Future[tuple[Turn, Answered]]:
        if conversation_id not in self._heard:
            self._heard[conversation_id] = asyncio.get_running_loop().create_future()
        return self._heard[conversation_id]


async def ask_all(
    office: Office, overheard: Overheard, lines: Iterable[str]
) -> AsyncIterator[dict[str, Any]]:
    """Answer JSON lines in order, each as the first message of a fresh conversation.

    Yields what came in plus the fields of the contract (docs/ask.md), or plus
    ``error`` where a line could not be asked.
    """
    pending: list[asyncio.Task[dict[str, Any]]] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            pending.append(asyncio.create_task(_ask(office, overheard, line, number)))
        if len(pending) >= _AT_ONCE:
            yield await pending.pop(0)
    for task in pending:
        yield await task


async def _ask(office: Office, overheard: Overheard, line: str, number: int) -> dict[str, Any]:
    try:
        asked = _read(line)
    except BadLine as error:
        return {"line": number, "error": str(error)}
    try:
        await office.reception.receive(Inbound(CHANNEL, str(number), "1", asked["text"]))
    except Refused as refused:
        return asked | {"error": refused.code}
    conversation_id = await office.store.finish(_conversation_id(office, number))
    turn, answered = await overheard.of(conversation_id)
    return asked | _told(turn, answered)


async def _conversation_id(office: Office, number: int) -> str:
    async with office.store.read() as tx:
        conversation = await tx.conversations.at(CHANNEL, str(number))
    if conversation is None:
        raise LookupError(f"the conversation of line {number} is gone")
    return conversation.id


def _read(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError as error:
        raise BadLine(f"not JSON: {error}") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise BadLine('each line must be an object such as {"text": "..."}')
    return asked


def _told(turn: Turn, answered: Answered) -> dict[str, Any]:
    return {
        "language": turn.language,
        "decision": answered.decision.value,
        "danger": turn.danger,
        "danger_category": turn.danger_category,
        "faq": answered.faq,
        "candidates": [
            {"faq": one.faq, "score": round(one.score, 4)}
            for one in answered.candidates[:_MOST_CANDIDATES]
        ],
    }
