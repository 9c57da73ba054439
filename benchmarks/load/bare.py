"""Bare Rasa beside ours: its own REST channel and default pipeline, taught the same questions."""

import asyncio
import hashlib
import json
import os
import socket
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from app.rasa.compile import write_training_data
from app.rasa.home import RasaHome
from app.rasa.process import start, stop
from app.settings import ROOT
from benchmarks.load.meter import Meter
from benchmarks.load.script import Script
from benchmarks.load.women import WomanUnderLoad
from benchmarks.understanding import pipelines
from counselling.faq import FaqSet

_TRAINED_WITHIN = 1800.0  # seconds; one epoch takes minutes on two cores
_STARTED_WITHIN = 180.0
_SMALL_TALK = ("greet", "goodbye", "thanks")
_KEPT = ROOT / ".rasa/load"


@dataclass(frozen=True)
class Bare:
    """A running bare Rasa."""

    url: str
    pid: int


@asynccontextmanager
async def bare_rasa(faq: FaqSet, epochs: int) -> AsyncIterator[Bare]:
    """Train it, once for the same data, and run it. More epochs make no answer slower or faster."""
    home = RasaHome(Path(os.environ["OSSO_RASA_PYTHON"]).absolute(), ROOT, _KEPT / "bare")
    write_training_data(faq, home)
    model = await _trained(home, epochs)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = await start(
        home,
        [
            *("run", "--interface", "127.0.0.1", "--port", str(port), "--model", str(model)),
            *("--credentials", str(ROOT / "benchmarks/rest.yml")),
            *("--endpoints", str(_written(home.folder / "endpoints.yml", {}))),
        ],
        home.folder / "bare.log",
        {},
    )
    try:
        url = f"http://127.0.0.1:{port}/webhooks/rest"
        await _until_up(url)
        yield Bare(f"{url}/webhook", process.pid)
    finally:
        await stop(process)


class AtBareRasa(WomanUnderLoad):
    """Sends to the REST channel, which answers in the same request. ``url``: the webhook."""

    _sender = ""

    async def begin(self) -> None:
        """A conversation of her own."""
        self.way, self._sender = "REST", str(uuid.uuid4())

    async def _exchange(self, text: str) -> None:
        body = {"sender": self._sender, "message": text}
        async with self.http.post(self.url, json=body) as answer:
            if answer.status != 200:
                raise RuntimeError(f"status {answer.status}")
            if not await answer.json():
                self.meter.trouble["bare Rasa said nothing"] += 1


@asynccontextmanager
async def a_crowd_at_bare_rasa(
    url: str, script: Script, meter: Meter, count: int
) -> AsyncIterator[list[WomanUnderLoad]]:
    """``count`` women with the same lines as ours."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        women: list[WomanUnderLoad] = [
            AtBareRasa(url, http, "", script.lines(script.language()), meter) for _ in range(count)
        ]
        for woman in women:
            await woman.begin()
        yield women


async def _trained(home: RasaHome, epochs: int) -> Path:
    config = json.loads(pipelines.default(epochs))
    # rasa/cli/initial_project/config.yml suggests these where none are named.
    learning = {"max_history": 5, "epochs": epochs, "constrain_similarities": True}
    config["policies"] = [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": epochs},
        {"name": "TEDPolicy", **learning},
    ]
    files = {
        "config": _written(home.folder / "config.yml", config),
        "domain": _written(home.folder / "domain.yml", _domain()),
        "rules": _written(home.folder / "rules.yml", _rules()),
    }
    small = [ROOT / f"data/nlu/{name}.yml" for name in _SMALL_TALK]
    data = [home.phrasings, files["rules"], *small]
    read = b"".join(path.read_bytes() for path in (*files.values(), *data))
    model = home.folder / f"bare-{hashlib.sha256(read).hexdigest()[:16]}.tar.gz"
    if not model.exists():
        await _train(home, files, data, model)
    return model


async def _train(home: RasaHome, files: dict[str, Path], data: list[Path], model: Path) -> None:
    print("Training bare Rasa's default pipeline, once ...", flush=True)
    process = await start(
        home,
        [
            *("train", "--force", "--skip-validation"),
            *("--config", str(files["config"]), "--domain", str(files["domain"])),
            *("--data", *map(str, data)),
            *("--out", str(model.parent), "--fixed-model-name", model.name.split(".")[0]),
        ],
        home.folder / "bare.log",
        {},
    )
    try:
        async with asyncio.timeout(_TRAINED_WITHIN):
            await process.wait()
    finally:
        await stop(process)
    if not model.exists():
        raise RuntimeError(f"bare Rasa was not trained; read {home.folder / 'bare.log'}")


def _domain() -> dict[str, Any]:
    names = [*_SMALL_TALK, "faq"]
    return {
        "version": "3.1",
        "intents": [*_SMALL_TALK, {"faq": {"is_retrieval_intent": True}}],
        "actions": ["utter_faq"],
        "responses": {f"utter_{name}": [{"text": name}] for name in names if name != "faq"},
    }


def _rules() -> dict[str, Any]:
    return {
        "version": "3.1",
        "rules": [
            {"rule": name, "steps": [{"intent": name}, {"action": f"utter_{name}"}]}
            for name in (*_SMALL_TALK, "faq")
        ],
    }


def _written(file: Path, content: dict[str, Any]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content))  # JSON is YAML
    return file


async def _until_up(url: str) -> None:
    deadline = time.monotonic() + _STARTED_WITHIN
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < deadline:
            try:
                async with session.get(f"{url}/") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.3)
    raise TimeoutError("bare Rasa did not start")
