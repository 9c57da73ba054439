"""Reply times socket to socket, beside the bare Rasa REST channel in the same run."""

import argparse
import asyncio
import json
import os
import socket
import tempfile
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from app.book import Book
from app.rasa.actions_server import ActionsServer
from app.rasa.home import RasaHome
from app.rasa.process import start, stop
from app.settings import ROOT
from benchmarks.figures import DANGER, QUESTIONS, children, memory, percentile
from tests.running import RunningService, run_service


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="rounds of all questions")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, run_service(Path(folder)) as service:
        service.until_ready()
        asyncio.run(_measure(service, rounds))
        rasa = children(service.process.pid)
        print(f"memory: service {memory(service.process.pid):.0f} MB", end="")
        print("".join(f", Rasa {memory(pid):.0f} MB" for pid in rasa))


async def _measure(service: RunningService, rounds: int) -> None:
    ours: list[float] = []
    bare: list[float] = []
    danger: list[float] = []
    async with _bare_rasa(service.data) as rest, aiohttp.ClientSession() as session:
        for number in range(rounds + 3):
            async with _chat(session, service.url) as ask:
                for text in QUESTIONS:
                    took = await ask(text), await _ask_rest(session, rest, text)
                    if number >= 3:  # the first rounds warm everything up
                        ours.append(took[0])
                        bare.append(took[1])
            async with _chat(session, service.url) as ask:
                danger.append(await ask(DANGER))
    for name, seconds in (
        ("socket to socket", ours),
        ("bare Rasa REST", bare),
        ("danger reply", danger[3:]),
    ):
        print(
            f"{name:17} n={len(seconds):4}  p50 {percentile(seconds, 0.5):6.1f} ms"
            f"  p95 {percentile(seconds, 0.95):6.1f} ms"
        )
    print(f"ratio of the p50: {percentile(ours, 0.5) / percentile(bare, 0.5):.2f}")


@asynccontextmanager
async def _chat(session: aiohttp.ClientSession, url: str) -> AsyncIterator["_Ask"]:
    async with session.ws_connect(f"{url}/chat/socket", headers={"Origin": url}) as ws:
        await ws.send_json({"type": "hello", "session": None, "after": 0, "language": None})
        yield _Ask(ws)


class _Ask:
    """One woman's socket; calling it sends a text and waits for the first reply."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self._ws = ws

    async def __call__(self, text: str) -> float:
        """Seconds from sending to the first reply."""
        await self._until_quiet()
        began = time.perf_counter()
        await self._ws.send_json({"type": "message", "id": str(uuid.uuid4()), "text": text})
        while True:
            frame = json.loads((await self._ws.receive()).data)
            if frame["type"] == "error":
                raise RuntimeError(frame["code"])
            if frame["type"] == "message" and frame["from"] == "assistant":
                return time.perf_counter() - began

    async def _until_quiet(self) -> None:
        """She reads before she writes on: whatever still comes belongs to the last turn."""
        try:
            while True:
                await self._ws.receive(timeout=0.3)
        except TimeoutError:
            return


@asynccontextmanager
async def _bare_rasa(data: Path) -> AsyncIterator[str]:
    """The same model behind Rasa's own REST channel."""
    home = RasaHome(Path(os.environ["OSSO_RASA_PYTHON"]), ROOT, data / "rasa")
    actions = ActionsServer(Book(ROOT / "faq").faq)
    address = await actions.start()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    [model] = home.models.glob("*.tar.gz")
    arguments = [
        *("run", "--interface", "127.0.0.1", "--port", str(port), "--model", str(model)),
        *("--endpoints", str(ROOT / "bot/endpoints.yml")),
        *("--credentials", str(ROOT / "benchmarks/rest.yml")),
    ]
    secrets = {"OSSO_ACTIONS_URL": address.url, "OSSO_ACTIONS_SECRET": address.secret}
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    process = await start(home, arguments, data / "bare.log", secrets | threads)
    try:
        url = f"http://127.0.0.1:{port}/webhooks/rest"
        await _until_up(url)
        yield f"{url}/webhook"
    finally:
        await stop(process)
        await actions.close()


async def _until_up(url: str) -> None:
    deadline = time.monotonic() + 120
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < deadline:
            try:
                async with session.get(f"{url}/") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.2)
    raise TimeoutError("bare Rasa did not start")


async def _ask_rest(session: aiohttp.ClientSession, url: str, text: str) -> float:
    began = time.perf_counter()
    body = {"sender": str(uuid.uuid4()), "message": text}
    async with session.post(url, json=body) as answer:
        if not await answer.json():
            raise RuntimeError("bare Rasa said nothing")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
