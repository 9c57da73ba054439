"""Training: a model that fits the files as they are, made only when there is none."""

import asyncio
import fcntl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from app.rasa.compile import write_training_data
from app.rasa.fingerprint import fingerprint
from app.rasa.home import RasaHome
from app.rasa.models import ModelShelf
from app.rasa.process import start, stop
from counselling.faq import FaqSet

LOG_FILE = "training.log"
LINE_EVERY = 5.0  # seconds between lines of progress
_TAIL = 15  # lines of the log shown when training fails


class TrainingFailed(Exception):
    """Rasa did not make a model. The message ends with the log's last lines and its path."""


async def ensure_model(
    home: RasaHome, faq: FaqSet, progress: Callable[[str], None] = lambda line: None
) -> Path:
    """The model for the files as they are now, trained first if there is none we can trust.

    ``progress`` gets a line every few seconds of training. Raises TrainingFailed.
    """
    home.models.mkdir(parents=True, exist_ok=True)
    async with _alone(home.folder / "training.lock"):
        write_training_data(faq, home.compiled)
        name, shelf = fingerprint(home), ModelShelf(home.models)
        if not await asyncio.to_thread(shelf.trusted, name):
            shelf.path(name).unlink(missing_ok=True)
            await _train(home, shelf.path(name), progress)
            await asyncio.to_thread(shelf.accept, name)
        return shelf.path(name)


async def _train(home: RasaHome, model: Path, progress: Callable[[str], None]) -> None:
    log, began = home.folder / LOG_FILE, time.monotonic()
    progress("Training the assistant ...")
    process = await start(home, _arguments(home, model), log, {})
    waiting = asyncio.create_task(process.wait())
    try:
        while not (await asyncio.wait([waiting], timeout=LINE_EVERY))[0]:
            progress(f"Training the assistant ... {time.monotonic() - began:.0f} s")
    finally:
        await stop(process)
    if process.returncode != 0 or not model.is_file():
        raise TrainingFailed(_report(log))
    progress(f"The assistant is trained ({time.monotonic() - began:.0f} s).")


def _arguments(home: RasaHome, model: Path) -> list[str]:
    return [
        # Skipped is a check of rules against stories that tests/conversations make as well.
        *("train", "--force", "--skip-validation"),
        *("--config", str(home.config), "--domain", str(home.domain)),
        *("--data", str(home.data), str(home.compiled)),
        *("--out", str(model.parent), "--fixed-model-name", model.name.removesuffix(".tar.gz")),
    ]


def _report(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_TAIL:]
    return "\n".join(
        ["Rasa could not train the assistant. Its last words:", *lines, f"All of them: {log}"]
    )


@asynccontextmanager
async def _alone(lock: Path) -> AsyncIterator[None]:
    """Hold the lock file, so that two commands never train into the same folder at once."""
    with lock.open("w") as held:
        await asyncio.to_thread(fcntl.flock, held, fcntl.LOCK_EX)
        yield
