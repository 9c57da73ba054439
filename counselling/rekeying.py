"""From one secret key of the office to another: what is sealed, hashed or named under the old one.

In two steps, each all or nothing, each safe to do again: the key store, whose keys are tried with
both secrets, then the database, in which what is left of the old secret says that it is done.
"""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from counselling.accounts.recovery import RecoveryHasher
from counselling.chained import one_more
from counselling.returning.codes import CodeHasher
from counselling.store.sql_keys import SqlKeys
from counselling.store.store import Store
from counselling.store.transaction import Transaction
from counselling.store.vault import KEY_BYTES, Unreadable, Vault

PLAIN = frozenset({"webchat"})
"""Channels whose addresses hang on no secret: hashes of random tokens."""


class Addresses(Protocol):
    """Seals a channel's own names of chats."""

    def moved(self, address: str, old: bytes) -> str | None:
        """``address`` as sealed under ``old``, sealed anew; None if it is no such name."""
        ...


class WrongSecret(Exception):
    """The database is under another secret key than the one that was given."""


class UnknownChannel(Exception):
    """Nobody says how addresses on this channel are sealed."""


@dataclass(frozen=True)
class Rekeyed:
    """How many were carried over; ``unreadable``: keys that neither secret opens, left as is."""

    keys: int
    unreadable: int
    codes: int
    factors: int
    addresses: int


@dataclass(frozen=True)
class Secrets:
    """The office's secret keys, 32 bytes each."""

    old: bytes
    new: bytes


async def rekey(
    store: Store, keys: SqlKeys, secrets: Secrets, channels: Mapping[str, Addresses]
) -> Rekeyed:
    """Carry everything over; ``store`` is opened with the new secret, and nobody else uses it.

    Raises WrongSecret, UnknownChannel, NotSaved: then the step it stopped in changed nothing, and
    doing it again with the same two secrets goes on from there.
    """
    old = Vault(secrets.old)
    moved = await keys.rewrap(partial(_rewrap, old, Vault(secrets.new)))
    if moved.unreadable and not moved.moved and not moved.left:
        raise WrongSecret
    rows = await store.finish(_rekey_rows(store, old, secrets, channels))
    return Rekeyed(moved.moved, moved.unreadable, *rows)


def _rewrap(old: Vault, new: Vault, conversation_id: str, wrapped: bytes) -> bytes | None:
    """None where there is nothing to do; raises Unreadable."""
    try:
        new.open_key(wrapped, conversation_id)
    except Unreadable:
        return new.take_over(wrapped, conversation_id, old)
    return None


async def _rekey_rows(
    store: Store, old: Vault, secrets: Secrets, channels: Mapping[str, Addresses]
) -> tuple[int, int, int]:
    async with store.write() as tx:
        former = await _former(tx, old)
        if former is None:
            return 0, 0, 0
        if unknown := await tx.rekeying.channels() - PLAIN - channels.keys():
            raise UnknownChannel(", ".join(sorted(unknown)))
        factors = await _factors(tx, old)
        codes = await tx.rekeying.return_codes(_link(CodeHasher(secrets.new).key))
        codes += await tx.rekeying.recovery_codes(_link(RecoveryHasher(secrets.new).key))
        moved = 0
        for name, addresses in channels.items():
            moved += await tx.rekeying.addresses(name, _mover(addresses, secrets.old))
        await tx.rekeying.set_former([*former, _left_of(secrets.old)])
    return codes, factors, moved


async def _former(tx: Transaction, old: Vault) -> list[bytes] | None:
    """What is left of the secrets before ``old``; None if it is all under the new one already."""
    with contextlib.suppress(Unreadable):
        under_new = await tx.rekeying.former()
        return None if await tx.rekeying.is_marked() else under_new
    try:
        return await tx.rekeying.former(old)
    except Unreadable:
        raise WrongSecret from None


async def _factors(tx: Transaction, old: Vault) -> int:
    try:
        return await tx.rekeying.second_factors(old)
    except Unreadable:
        raise WrongSecret from None


def _link(key: bytes) -> Callable[[str], str]:
    return partial(one_more, key)


def _mover(addresses: Addresses, old: bytes) -> Callable[[str], str | None]:
    return lambda address: addresses.moved(address, old)


def _left_of(secret: bytes) -> bytes:
    """What is kept of a secret: the keys of hashes, which open nothing and name nobody."""
    return CodeHasher(secret).key + RecoveryHasher(secret).key


async def know_former(store: Store, codes: CodeHasher, recovery: RecoveryHasher) -> None:
    """Have the hashers know the keys of the secrets before. Raises WrongSecret."""

    async def read() -> list[bytes]:
        async with store.write() as tx:
            if not await tx.rekeying.is_marked():
                await tx.rekeying.set_former([])
            return await tx.rekeying.former()

    try:
        left = await store.finish(read())
    except Unreadable:
        raise WrongSecret from None
    codes.former = [one[:KEY_BYTES] for one in left]
    recovery.former = [one[KEY_BYTES:] for one in left]
