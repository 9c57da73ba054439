"""Small things kept on disk: sealed under the office's secret, and safe from a power cut."""

import os
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


class CannotOpen(Exception):
    """Sealed under another secret, or damaged."""


class Seal:
    """AES-256-GCM with a key of its own for ``what`` from the office's 32-byte ``secret``."""

    def __init__(self, secret: bytes, what: str) -> None:
        label = f"osso {what} 1".encode()
        self._cipher = AESGCM(HKDF(hashes.SHA256(), 32, None, label).derive(secret))

    def write(self, path: Path, content: bytes) -> None:
        """Write it, whole or not at all; it is on the disk when this returns. Raises OSError."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        nonce, half = os.urandom(_NONCE), path.with_name(f"{path.name}.half")
        file = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "wb") as opened:
            opened.write(nonce + self._cipher.encrypt(nonce, content, path.name.encode()))
            opened.flush()
            os.fsync(opened.fileno())
        half.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def read(self, path: Path) -> bytes:
        """What was written; raises CannotOpen, FileNotFoundError."""
        sealed = path.read_bytes()
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], path.name.encode())
        except (InvalidTag, ValueError):
            raise CannotOpen(path.name) from None


def reseal(path: Path, what: str, old: bytes, new: bytes) -> None:
    """Under the ``new`` secret instead of the ``old``; again is no harm. Raises OSError.

    What neither opens stays as it is.
    """
    known, seal = Seal(old, what), Seal(new, what)
    try:
        seal.read(path)
    except CannotOpen:
        with suppress(CannotOpen):
            seal.write(path, known.read(path))
