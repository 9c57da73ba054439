"""Sealing of texts at rest: one key a conversation, wrapped by the office's secret key.

AES-256-GCM (NIST SP 800-38D) through ``cryptography``. Once the wrapped key of a conversation is
destroyed nobody can read its sealed texts, wherever copies of them lie. Wrapped keys are therefore
kept apart from the database (keys.py).
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_NONCE_BYTES = 12  # SP 800-38D, 8.2: 96 bits


class Unreadable(Exception):
    """A sealed text cannot be opened: wrong secret key, erased key, or changed bytes."""


class Vault:
    """Makes and opens conversation keys. ``secret`` is the office's secret key, 32 bytes."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError(f"the secret key must be {KEY_BYTES} bytes, not {len(secret)}")
        wrapping = HKDF(hashes.SHA256(), KEY_BYTES, None, b"osso conversation keys 1")
        self._wrapping = AESGCM(wrapping.derive(secret))
        own = HKDF(hashes.SHA256(), KEY_BYTES, None, b"osso office secrets 1")
        self._own = AESGCM(own.derive(secret))

    def new_key(self, conversation_id: str) -> bytes:
        """A fresh conversation key, wrapped for storing."""
        return _seal(self._wrapping, AESGCM.generate_key(256), conversation_id)

    def open_key(self, wrapped: bytes, conversation_id: str) -> "Sealer":
        """The sealer of one conversation; raises Unreadable."""
        return Sealer(_open(self._wrapping, wrapped, conversation_id), conversation_id)

    def take_over(self, wrapped: bytes, conversation_id: str, of: "Vault") -> bytes:
        """A key that the vault ``of`` wrapped, wrapped by this one; raises Unreadable."""
        plain = _open(of._wrapping, wrapped, conversation_id)  # noqa: SLF001  # its own kind
        return _seal(self._wrapping, plain, conversation_id)

    def seal(self, plain: bytes, place: str) -> bytes:
        """Seal what is the office's own and of no conversation, to its ``place``."""
        return _seal(self._own, plain, place)

    def open(self, sealed: bytes, place: str) -> bytes:
        """What was sealed to ``place``; raises Unreadable."""
        return _open(self._own, sealed, place)


class NoKey(Unreadable):
    """There is no key for it (any more): it was erased, or restored without its key."""


class Sealer:
    """Seals and opens the texts of one conversation, or the bytes of one attachment."""

    def __init__(self, key: bytes, conversation_id: str) -> None:
        self._cipher = AESGCM(key)
        self._conversation_id = conversation_id

    def seal(self, text: str, place: str) -> bytes:
        """Seal ``text`` to its ``place`` (as "message 7"), so that rows cannot be swapped."""
        return self.seal_bytes(text.encode(), place)

    def open(self, sealed: bytes, place: str) -> str:
        """The text sealed to ``place``; raises Unreadable."""
        return self.open_bytes(sealed, place).decode()

    def seal_bytes(self, plain: bytes, place: str) -> bytes:
        """Seal ``plain`` to its ``place``, as ``seal`` does."""
        return _seal(self._cipher, plain, f"{self._conversation_id} {place}")

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """The bytes sealed to ``place``; raises Unreadable."""
        return _open(self._cipher, sealed, f"{self._conversation_id} {place}")


def _seal(cipher: AESGCM, plain: bytes, place: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, place.encode())


def _open(cipher: AESGCM, sealed: bytes, place: str) -> bytes:
    try:
        return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
    except InvalidTag:
        raise Unreadable("a sealed text does not open with this key") from None
