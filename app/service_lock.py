"""One service at a time in a data folder, and nothing exchanged under a running one."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FILE = "service.lock"


class ServiceRuns(Exception):
    """A service uses this data folder."""


@contextmanager
def alone_in(data_dir: Path) -> Iterator[None]:
    """Hold the folder; the kernel lets go of it when the process ends. Raises ServiceRuns."""
    with (data_dir / _FILE).open("w") as held:
        try:
            fcntl.flock(held.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServiceRuns from None
        yield
