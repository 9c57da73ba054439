"""Giving the office a new secret key, so that a stop at any moment loses nothing.

The new key stands in ``secret.key.next`` until everything has been carried over; while that file is
there, nothing else starts (secret_key.py), and the same command goes on where it stopped.
"""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from app.backup.key_copies import KeyCopies
from app.backup.problem import BackupProblem
from app.secret_key import FILE_NAME, NEXT, decode_key, secret_key, write_private
from app.settings import BadSettings, Settings
from connectors.messaging.addresses import Addresses as PlatformAddresses
from connectors.messaging.rotating import TOKENS
from connectors.messaging.sealed import reseal
from connectors.messaging.tray import LAID, tray_of
from counselling.rekeying import Addresses, Rekeyed, Secrets, rekey
from counselling.store.sql_keys import SqlKeys
from counselling.store.store import Store
from counselling.store.vault import KEY_BYTES, Vault


@dataclass(frozen=True)
class Rotated:
    """``copies``: folders whose keys.age could not be written anew."""

    done: Rekeyed
    copies: tuple[Path, ...]


async def rotate(settings: Settings) -> Rotated:
    """To a new key in the data folder's ``secret.key``; the service must not run.

    Raises BadSettings, rekeying.WrongSecret, UnknownChannel, NotSaved, OSError.
    """
    if settings.secret_key.get_secret_value():
        raise BadSettings(
            [
                (
                    "OSSO_SECRET_KEY: it is set by you, so set a new one there (openssl rand "
                    "-base64 32), put the old one into a file, ./osso keys rotate --from FILE"
                )
            ]
        )
    place, coming = settings.data_dir / FILE_NAME, settings.data_dir / NEXT
    if not place.exists():
        raise BadSettings([f"{place}: there is no secret key yet, so nothing to change"])
    if not coming.exists():
        write_private(coming, base64.b64encode(os.urandom(KEY_BYTES)))
    done = await _carry_over(settings, Secrets(_read(place), _read(coming)))
    coming.replace(place)
    _flush(settings.data_dir)
    return done


async def carry_over_from(settings: Settings, file: Path) -> Rotated:
    """From the old key in ``file`` to the present one, as after restoring an older backup.

    Raises as ``rotate``.
    """
    new, _ = secret_key(settings)
    return await _carry_over(settings, Secrets(_read(file), new))


async def _carry_over(settings: Settings, secrets: Secrets) -> Rotated:
    keys = SqlKeys(settings.keys)
    store = Store(settings.database, Vault(secrets.new), keys)
    try:
        await store.prepare()
        done = await rekey(store, keys, secrets, channels(secrets.new))
        _reseal_files(settings.data_dir, secrets)
        await store.empty_wal()
        return Rotated(done, await _copies_anew(settings, keys))
    finally:
        await store.close()


def _reseal_files(folder: Path, secrets: Secrets) -> None:
    """What platforms brought and the database does not have yet, and the tokens of accounts."""
    for path in folder.glob(f"*/tray/*{LAID}"):
        reseal(path, tray_of(path.parents[1].name), secrets.old, secrets.new)
    for path in folder.glob("*/tokens"):
        reseal(path, TOKENS, secrets.old, secrets.new)


async def _copies_anew(settings: Settings, keys: SqlKeys) -> tuple[Path, ...]:
    copies, left = KeyCopies(settings, keys), []
    for folder in sorted(await keys.copies()):
        try:
            await copies.write(Path(folder))
        except (OSError, BackupProblem):
            left.append(Path(folder))
    return tuple(left)


def channels(secret: bytes) -> Mapping[str, Addresses]:
    """How the addresses of each channel are sealed, other than the web chat's."""
    return {name: _Moved(name, secret) for name in ("telegram", "messenger", "zalo_bot", "zalo_oa")}


class _Moved:
    """A platform's numbers of chats."""

    def __init__(self, channel: str, secret: bytes) -> None:
        self._new = PlatformAddresses(secret, channel)
        self._of = cache(partial(PlatformAddresses, channel=channel))

    def moved(self, address: str, old: bytes) -> str | None:
        """As rekeying.Addresses."""
        try:
            return self._new.seal(self._of(old).open(address))
        except Exception:  # noqa: BLE001  # erased: no number is left of it
            return None


def _read(file: Path) -> bytes:
    try:
        return decode_key(file.read_text("ascii").strip(), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings([f"{file}: it cannot be read ({type(error).__name__})"]) from None


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
