"""A chat's number as it stands in the database: sealed, so that a copy of it names nobody.

Telegram's number of a private chat is the number of the woman's account. AES-SIV (RFC 5297) gives
the same text for the same number each time, and only the office's secret opens it.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Addresses:
    """Seals and opens with a key of its own from the office's 32-byte ``secret``."""

    def __init__(self, secret: bytes) -> None:
        kdf = HKDF(hashes.SHA256(), 64, None, b"osso telegram chat numbers 1")
        self._cipher = AESSIV(kdf.derive(secret))

    def seal(self, chat: int) -> str:
        """The chat's lasting name in the database."""
        return urlsafe_b64encode(self._cipher.encrypt(str(chat).encode(), None)).decode()

    def open(self, address: str) -> int:
        """The chat's number; raises cryptography's InvalidTag with another office's secret."""
        return int(self._cipher.decrypt(urlsafe_b64decode(address), None))
