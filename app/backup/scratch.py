"""A private folder for what is not encrypted yet, gone again whatever happens."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_PREFIX, _LOCK = "backup-scratch-", "in-use"


@contextmanager
def scratch(data_dir: Path) -> Iterator[Path]:
    """Such a folder. What a killed run left goes first; what another run uses just now stays."""
    for left in data_dir.glob(f"{_PREFIX}*"):
        if not _is_used(left):
            shutil.rmtree(left, ignore_errors=True)
    with (
        TemporaryDirectory(prefix=_PREFIX, dir=data_dir) as folder,
        (Path(folder) / _LOCK).open("w") as held,
    ):
        fcntl.flock(held.fileno(), fcntl.LOCK_EX)  # the kernel lets go of it with the process
        yield Path(folder)


def _is_used(folder: Path) -> bool:
    try:
        with (folder / _LOCK).open("r+") as lock:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
