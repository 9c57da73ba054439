"""A plain server that answers as the door of a Rasa does, for tests that are not about Rasa."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer

from app.rasa.gateway import PATH
from app.rasa.supervisor import SECRET_HEADER

ANSWER: dict[str, object] = {
    "replies": [{"text": "Chào chị", "choices": [], "faq": None}],
    "decision": "answer",
    "faq": None,
    "candidates": [],
    "effects": [],
    "awaiting": None,
}


class RasaApart:
    """Says the same to every turn; remembers which paths were asked, with which secret."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.bodies: list[object] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, request.headers.get(SECRET_HEADER, "")))
        self.bodies.append(_body(await request.read()))
        return web.json_response(ANSWER)


def _body(sent: bytes) -> object:
    try:
        return json.loads(sent)
    except ValueError:
        return None


@asynccontextmanager
async def a_rasa_apart() -> AsyncIterator[RasaApart]:
    """It answers inside."""
    rasa, app = RasaApart(), web.Application()
    app.router.add_route("*", PATH + "/{name}", rasa.answer)
    async with TestServer(app) as server:
        rasa.url = str(server.make_url("/")).rstrip("/")
        yield rasa
