"""The office's secret key: made on the first run, kept outside the database."""

import base64
import binascii
import os
from pathlib import Path

from app.settings import BadSettings, Settings
from counselling.store.vault import KEY_BYTES

FILE_NAME = "secret.key"


def secret_key(settings: Settings) -> tuple[bytes, Path | None]:
    """The key, and the file it was just written to if this is the first run.

    Raises BadSettings if the key given or kept is not base64 of 32 bytes.
    """
    given = settings.secret_key.get_secret_value()
    if given:
        return _decode(given, "OSSO_SECRET_KEY"), None
    path = settings.data_dir / FILE_NAME
    if path.exists():
        return _decode(path.read_text("ascii").strip(), str(path)), None
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
    _write_private(path, base64.b64encode(key))
    return key, path


def _decode(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise BadSettings(
            [f"{where}: not a secret key; it must be base64 of {KEY_BYTES} random bytes"]
        )
    return key


def _write_private(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content + b"\n")
        file.flush()
        os.fsync(file.fileno())
