"""Women who write to two service processes, whichever answers, as a balancer would have it."""

import asyncio
import json
import os
import signal
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.running import RunningService

_TRIES, _PAUSE = 60, 0.5  # until a message is acknowledged, and seconds between them


@dataclass
class Woman:
    """Writes one message after the other; remembers what was acknowledged under which number."""

    http: aiohttp.ClientSession
    services: list[RunningService]
    session: str = ""
    acknowledged: dict[str, int] = field(default_factory=dict)

    async def writes(self, text: str) -> None:
        """Until it is acknowledged: to one service, then to the other, with the same id."""
        body = {"type": "message", "id": str(uuid.uuid4()), "text": text}
        for attempt in range(_TRIES):
            at = self.services[(attempt + hash(text)) % len(self.services)]
            try:
                frames = await self._post(at.url, body)
            except (aiohttp.ClientError, OSError, TimeoutError, AssertionError, ValueError):
                frames = {}
            if "ack" in frames:
                self.acknowledged[text] = frames["ack"]["seq"]
                return
            await asyncio.sleep(_PAUSE)
        raise AssertionError(f"{text!r} was never acknowledged")

    async def reads(self, at: RunningService) -> list[dict[str, Any]]:
        """Her whole conversation."""
        address = f"{at.url}/chat/messages?after=0"
        async with self.http.get(address, headers=self._headers()) as answer:
            frames = json.loads(await answer.text())["frames"]
        return [frame for frame in frames if frame["type"] == "message"]

    async def _post(self, url: str, body: dict[str, str]) -> dict[str, Any]:
        async with self.http.post(
            f"{url}/chat/messages", json=body, headers=self._headers()
        ) as answer:
            frames = {one["type"]: one for one in json.loads(await answer.text())["frames"]}
        if not self.session and "welcome" in frames:
            self.session = frames["welcome"]["session"]
        return frames

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.session}"} if self.session else {}


def kill_rasa_of(service: RunningService) -> None:
    """As the kernel does when memory is short."""
    for process in _children(service.process.pid):
        if b"rasa" in Path(f"/proc/{process}/cmdline").read_bytes():
            os.kill(process, signal.SIGKILL)


def _children(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]
