"""Code words: hers, optional, kept as argon2id (RFC 9106) and never as text.

"Hoa Sen", "hoa sen" and "hoa  sen" are one word: she types it on many keyboards, in a hurry.
"""

import asyncio
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from language.normalise import clean, fold

SHORTEST_WORD, LONGEST_WORD = 2, 32  # letters and spaces, as typed


class BadWord(ValueError):
    """Too short or too long for a code word."""


def one_form(typed: str) -> str:
    """What is hashed of a word: composed (NFC), case and diacritics folded, spaces made one."""
    return " ".join(fold(clean(typed).casefold()).split())


def can_be_a_word(typed: str) -> bool:
    """Whether this could be a code word at all, or is a message."""
    return len(one_form(typed)) >= SHORTEST_WORD and len(clean(typed)) <= LONGEST_WORD


class WordKeeper:
    """Hashes and checks code words in a thread, one at a time: each takes 50 ms and 64 MB."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self._hasher = hasher
        self._one = asyncio.Lock()  # a flood of them must not hold up the danger check's threads

    async def hash(self, typed: str) -> str:
        """What to store of a word; raises BadWord."""
        if not can_be_a_word(typed):
            raise BadWord(f"a code word has {SHORTEST_WORD} to {LONGEST_WORD} letters")
        async with self._one:
            return await asyncio.to_thread(self._hasher.hash, one_form(typed))

    async def fits(self, word_hash: str | None, typed: str) -> bool:
        """Whether the word is the stored one; takes as long when none is stored."""
        plain = one_form(typed[:200])
        async with self._one:
            return await asyncio.to_thread(self._verify, word_hash, plain)

    @cached_property
    def _nobodys_hash(self) -> str:
        return self._hasher.hash("nobody's word")

    def _verify(self, word_hash: str | None, plain: str) -> bool:
        try:
            return self._hasher.verify(word_hash or self._nobodys_hash, plain) and bool(word_hash)
        except VerificationError:
            return False
