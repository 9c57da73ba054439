"""A server in Rasa's place that fails in every way a server can."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from app.rasa.supervisor import Address
from bot.actions.saying import as_json
from counselling.assistant import Answered, Decision, Reply

FAULTS = ("down", "hung", "status 500", "garbage", "half an answer", "nothing said")


@dataclass
class FaultyRasa:
    """``fault``: one of FAULTS, or None while it answers as it should."""

    fault: str | None = None
    asked: int = 0
    url: str = ""
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def address(self) -> Address:
        port_of_nobody = "http://127.0.0.1:9"
        return Address(port_of_nobody if self.fault == "down" else self.url, "known")

    async def turn(self, request: web.Request) -> web.StreamResponse:
        self.asked += 1
        text = (await request.json())["text"]
        match self.fault:
            case "hung":
                await self.released.wait()
            case "status 500":
                return web.json_response({"error": "broken"}, status=500)
            case "garbage":
                return web.Response(body=b"\x00\xff{{{")
            case "half an answer":
                return await self._half(request)
            case "nothing said":
                return web.json_response(as_json(Answered((), Decision.ANSWER)))
        said = Answered((Reply(f"answer to {text}"),), Decision.ANSWER)
        return web.json_response(as_json(said))

    async def ready(self, _request: web.Request) -> web.StreamResponse:
        if self.fault == "hung":
            await self.released.wait()
        return web.json_response({"ready": True})

    async def _half(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "400"})
        await response.prepare(request)
        await response.write(b'{"replies": [{"text": "ch')
        if request.transport:
            request.transport.abort()
        return response


@asynccontextmanager
async def a_faulty_rasa() -> AsyncIterator[FaultyRasa]:
    rasa = FaultyRasa()
    app = web.Application()
    app.router.add_post("/turn", rasa.turn)
    app.router.add_get("/ready", rasa.ready)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    rasa.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield rasa
    finally:
        rasa.released.set()
        await runner.cleanup()
