"""Training: a model that fits the files as they are, made only when there is none."""

import asyncio
import fcntl
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from app.rasa.compile import write_training_data
from app.rasa.fingerprint import fingerprint
from app.rasa.home import RasaHome
from app.rasa.models import ModelShelf
from app.rasa.process import start, stop
from counselling.faq import FaqSet

LOG_FILE = "training.log"
LINE_EVERY = 5.0  # seconds between lines of progress
_TAIL = 15  # lines of the log shown when training fails
_SCRATCH = "training-"  # how the folders a training works in begin
_LOOK_EVERY = 0.1  # seconds between two looks whether another command still trains

Progress = Callable[[str], None]


class TrainingFailed(Exception):
    """Rasa did not make a model. The message ends with the log's last lines and its path."""


async def ensure_model(
    home: RasaHome, faq: FaqSet, progress: Progress = lambda line: None, *, lowly: bool = False
) -> Path:
    """The model for the files as they are now, trained first if there is none we can trust.

    ``progress`` gets a line every few seconds of training, and none if nothing is trained;
    ``lowly``: train with the time that others leave over. Raises TrainingFailed, OSError.
    """
    home.models.mkdir(parents=True, exist_ok=True)
    shelf = ModelShelf(home.models)
    async with _alone(home.folder / "training.lock"):
        name = await asyncio.to_thread(_prepared, home, faq)
        if not await asyncio.to_thread(shelf.trusted, name):
            with _scratch(home.folder) as scratch:
                trained = scratch / f"{name}.tar.gz"
                await _train(home, trained, progress, lowly=lowly)
                await asyncio.to_thread(shelf.accept, name, trained)
        return shelf.path(name)


def _prepared(home: RasaHome, faq: FaqSet) -> str:
    """Write the training data; the fingerprint of the model they ask for."""
    write_training_data(faq, home)
    return fingerprint(home)


async def _train(home: RasaHome, model: Path, progress: Progress, *, lowly: bool) -> None:
    log, began = home.folder / LOG_FILE, time.monotonic()
    progress("Training the assistant ...")
    process = await start(
        home, _arguments(home, model), log, {"TMPDIR": str(model.parent)}, lowly=lowly
    )
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
        *("--data", *map(str, home.data), str(home.compiled)),
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
        while not _took(held.fileno()):  # noqa: ASYNC110  # another process lets it go
            await asyncio.sleep(_LOOK_EVERY)
        yield


def _took(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder for all that a training makes. What a killed one left behind goes first."""
    for left in folder.glob(f"{_SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=_SCRATCH, dir=folder, ignore_cleanup_errors=True) as scratch:
        yield Path(scratch)
