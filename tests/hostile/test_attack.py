"""Hostile input against the whole service without Rasa: nothing breaks, nobody else notices.

The whole 10,000 messages, with Rasa and with times, are ``benchmarks/fuzz.py``.
"""

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiohttp import ClientSession

from tests.app.web.the_service import the_service
from tests.hostile.attack import attack


async def a_talk(address: str, done: asyncio.Event) -> list[str]:
    """Another woman's chat meanwhile: what she was answered, as long as it goes on."""
    answers: list[str] = []
    async with ClientSession() as http, http.ws_connect(f"{address}/chat/socket") as line:
        await line.send_json({"type": "hello"})
        while not done.is_set():
            text = f"tin {len(answers)}"
            await line.send_json({"type": "message", "id": f"m{len(answers)}", "text": text})
            frame: dict[str, Any] = {}
            while frame.get("from") != "assistant" or frame["type"] != "message":
                frame = await line.receive_json(timeout=5)
                assert frame["type"] != "error", frame
            answers.append(frame["text"])
            await asyncio.sleep(1)
    return answers


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
async def test_an_attack_breaks_nothing_and_nobody_else_notices(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    with structlog.testing.capture_logs() as ours, caplog.at_level(logging.WARNING):
        async with the_service(tmp_path) as (_, address):
            done = asyncio.Event()
            talk = asyncio.create_task(a_talk(address, done))
            report = await attack(address, seed=seed, count=300)
            done.set()
            answers = await talk
    assert report.problems == []
    assert report.sent >= 300
    assert answers == [f"answer to tin {number}" for number in range(len(answers))]
    assert [entry for entry in ours if entry["log_level"] in {"error", "critical"}] == []
    assert [record.getMessage() for record in caplog.records] == []
