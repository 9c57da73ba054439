"""``keys.age`` beside the backups: the keys there are now, renewed after each erasure."""

import asyncio
import base64
import fcntl
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import structlog
from pyrage import DecryptError, decrypt, encrypt, x25519

from app.backup.age_keys import backup_key
from app.backup.problem import BackupProblem
from app.backup.whole_files import written_whole
from app.settings import Settings
from counselling.clock import Clock, utc_now
from counselling.store.keys import KeyRing
from counselling.store.sql_keys import SqlKeys

log = structlog.get_logger(__name__)

FILE_NAME = "keys.age"
_LOOK_EVERY = 0.05  # seconds, while another process writes


class KeyCopies:
    """Keeps every known copy of the keys in step with the key store.

    A folder that cannot be reached (a disk that is not plugged in) stays due and is tried again
    after the next erasure and once a day.
    """

    def __init__(self, settings: Settings, keys: SqlKeys, *, now: Clock = utc_now) -> None:
        self._settings = settings
        self._keys = keys
        self._now = now

    async def write(self, folder: Path) -> None:
        """Write the copy in ``folder`` anew; raises OSError, BackupProblem, NotSaved."""
        async with self._alone():
            began = self._now()
            ring = await self._keys.ring()
            await asyncio.to_thread(self._write, folder, ring)
            await self._keys.copied(str(folder.resolve()), at=began)

    async def renew(self, _erased: Sequence[str] = ()) -> None:
        """Write those copies anew that still have the key of an erased conversation."""
        for folder in await self.due():
            try:
                await self.write(folder)
            except (OSError, BackupProblem) as error:
                log.warning(
                    "a copy of the keys still holds erased ones; it is tried again",
                    folder=str(folder),
                    why=type(error).__name__,
                )

    async def due(self) -> list[Path]:
        """The folders whose copy is older than the last erasure."""
        last = max((await self._keys.ring()).erasures.values(), default=None)
        copies = await self._keys.copies()
        return [
            Path(folder)
            for folder, written in sorted(copies.items())
            if last is not None and written <= last
        ]

    def _write(self, folder: Path, ring: KeyRing) -> None:
        sealed = encrypt(_to_json(ring), [backup_key(self._settings).recipient])
        with written_whole(folder / FILE_NAME) as file:
            file.write(sealed)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """No other process writes an older state after ours."""
        with (self._settings.data_dir / "keys-copy.lock").open("w") as held:
            while not _took(held.fileno()):  # noqa: ASYNC110  # another process lets it go
                await asyncio.sleep(_LOOK_EVERY)
            yield


def read_copy(file: Path, identity: x25519.Identity) -> KeyRing:
    """The keys and erasures in a copy; raises BackupProblem."""
    try:
        body = json.loads(decrypt(file.read_bytes(), [identity]))
        keys = {name: base64.b64decode(key) for name, key in body["keys"].items()}
        erasures = {name: datetime.fromisoformat(at) for name, at in body["erasures"].items()}
    except OSError as error:
        raise BackupProblem(f"{file}: the keys cannot be read ({error.strerror})") from None
    except (DecryptError, ValueError, KeyError, TypeError, AttributeError):
        raise BackupProblem(
            f"{file}: this is no copy of keys, or it was made for another key of the backups"
        ) from None
    return KeyRing(keys, erasures)


def _to_json(ring: KeyRing) -> bytes:
    body = {
        "keys": {name: base64.b64encode(key).decode() for name, key in ring.keys.items()},
        "erasures": {name: at.isoformat() for name, at in ring.erasures.items()},
    }
    return json.dumps(body).encode()


def _took(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
