"""Opening some of what is sealed: do the keys there are still open it?"""

from dataclasses import dataclass

from counselling.store.store import Store
from counselling.store.transaction import Transaction
from counselling.store.vault import Unreadable


@dataclass(frozen=True)
class Sample:
    """How many messages and attachments were opened, and how many have a key that does not fit."""

    messages: int
    attachments: int
    unreadable: int


async def open_some(store: Store, most: int) -> Sample:
    """Open at most ``most`` messages and as many attachments, of those that have a key."""
    return await store.finish(_open_some(store, most))


async def _open_some(store: Store, most: int) -> Sample:
    keys = (await store.keys.ring()).keys
    async with store.read() as tx:
        texts = [
            await _opens_text(tx, one, seq)
            for one, seq in await tx.samples.messages(most)
            if one in keys
        ]
        files = [
            await _opens_file(tx, one, seq)
            for one, seq in await tx.samples.attachments(most)
            if one in keys
        ]
    return Sample(sum(texts), sum(files), (texts + files).count(False))


async def _opens_text(tx: Transaction, conversation_id: str, seq: int) -> bool:
    try:
        return await tx.messages.get(conversation_id, seq) is not None
    except Unreadable:
        return False


async def _opens_file(tx: Transaction, conversation_id: str, seq: int) -> bool:
    try:
        return await tx.attachments.open(conversation_id, seq) is not None
    except Unreadable:
        return False
