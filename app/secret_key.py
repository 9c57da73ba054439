"""The office's secret key: made on the first run, kept outside the database."""

import base64
import binascii
import os
from pathlib import Path

from app.settings import BadSettings, Settings
from counselling.store.vault import KEY_BYTES

FILE_NAME = "secret.key"
NEXT = "secret.key.next"  # while a change of key goes on: rotating.py


def secret_key(settings: Settings) -> tuple[bytes, Path | None]:
    """The key, and the file it was just written to if this is the first run.

    Raises BadSettings if the key given or kept is not base64 of 32 bytes, or a change of it was
    interrupted.
    """
    if (settings.data_dir / NEXT).exists():
        raise BadSettings(
            [f"{settings.data_dir / NEXT}: a change of key was interrupted: ./osso keys rotate"]
        )
    given = settings.secret_key.get_secret_value()
    if given:
        return decode_key(given, "OSSO_SECRET_KEY"), None
    path = settings.data_dir / FILE_NAME
    if path.exists():
        return decode_key(path.read_text("ascii").strip(), str(path)), None
    if any((settings.data_dir / name).exists() for name in ("osso.sqlite3", "keys.sqlite3")):
        problem = (
            f"{path}: the secret key is gone, but there is a database, whose texts cannot be "
            "read without it. Put the key back from its safe copy, or set OSSO_SECRET_KEY."
        )
        raise BadSettings([problem])
    if settings.shares_database:  # each service would make one of its own, and none read the other
        problem = (
            "OSSO_SECRET_KEY: with PostgreSQL the secret key must be given, the same to every "
            "service. Make one once: head -c 32 /dev/urandom | base64"
        )
        raise BadSettings([problem])
    key = os.urandom(KEY_BYTES)
    write_private(path, base64.b64encode(key))
    return key, path


def decode_key(text: str, where: str) -> bytes:
    """The key in ``text``, which stands ``where``; raises BadSettings."""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise BadSettings(
            [f"{where}: not a secret key; it must be base64 of {KEY_BYTES} random bytes"]
        )
    return key


def write_private(path: Path, content: bytes) -> None:
    """A new file for this user alone, on disk when this returns; raises FileExistsError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content + b"\n")
        file.flush()
        os.fsync(file.fileno())
