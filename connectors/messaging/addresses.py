"""A chat's name as it stands in the database: sealed, so that a copy of it names nobody.

On most platforms the name of a private chat is the woman's account. AES-SIV (RFC 5297) gives the
same text for the same name each time, and only the office's secret opens it.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Addresses:
    """Seals and opens with a key of ``channel``'s own from the office's 32-byte ``secret``."""

    def __init__(self, secret: bytes, channel: str) -> None:
        kdf = HKDF(hashes.SHA256(), 64, None, f"osso {channel} chat numbers 1".encode())
        self._cipher = AESSIV(kdf.derive(secret))

    def seal(self, chat: str) -> str:
        """The chat's lasting name in the database."""
        return urlsafe_b64encode(self._cipher.encrypt(chat.encode(), None)).decode()

    def open(self, address: str) -> str:
        """The platform's name of it; raises cryptography's InvalidTag with another secret."""
        return self._cipher.decrypt(urlsafe_b64decode(address), None).decode()
