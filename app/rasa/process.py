"""A Rasa process: started so that it cannot outlive us, stopped with a bound."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.rasa.home import RasaHome

STOP_WITHIN = 5.0  # seconds between asking politely and killing
LOG_BYTES = 1_000_000  # a longer log starts anew
_PR_SET_PDEATHSIG = 1  # prctl(2)
_LOWLY = 5  # niceness: whoever answers women goes first


async def start(
    home: RasaHome,
    arguments: Sequence[str],
    log: Path,
    extra: Mapping[str, str],
    *,
    program: str = "rasa",
    lowly: bool = False,
) -> Process:
    """Start ``rasa <arguments>`` in a process group of its own, its output added to ``log``.

    ``program``: the module run in rasa's place, with the same arguments. ``lowly``: it gets the
    processor's time that others leave over. Raises OSError if the interpreter cannot be started.
    """
    with _output(log) as output:
        return await asyncio.create_subprocess_exec(
            str(home.python), "-m", program, *arguments,
            cwd=home.root,
            env=home.environment(extra),
            stdin=DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=partial(_prepare, _LOWLY if lowly else 0),
        )  # fmt: skip


def _output(log: Path) -> BinaryIO:
    """The log, begun anew when it is long; on a disk that takes none, nowhere."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        anew = log.exists() and log.stat().st_size > LOG_BYTES
        return log.open("wb" if anew else "ab")
    except OSError:
        return Path(os.devnull).open("wb")


async def stop(process: Process) -> None:
    """End the process and its whole group; returns when it has ended."""
    if process.returncode is not None:
        return
    _signal(process, signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOP_WITHIN)
    except TimeoutError:
        _signal(process, signal.SIGKILL)
        await process.wait()


def _signal(process: Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):  # it has ended meanwhile
        os.killpg(process.pid, number)


_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _prepare(niceness: int) -> None:
    """Runs in the child before Rasa does. Should we be killed outright, the kernel ends Rasa."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    os.nice(niceness)
