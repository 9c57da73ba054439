"""Whose chat it is: the conversation that belongs to where something arrived."""

import uuid

from counselling.clock import Clock
from counselling.conversations import Conversation
from counselling.store.transaction import Transaction


async def conversation_at(tx: Transaction, channel: str, address: str, now: Clock) -> Conversation:
    """Hers; a new one if she has none, or none that can be opened."""
    found = await tx.conversations.at(channel, address)
    if found and await tx.conversations.has_key(found.id):
        return found
    if found:
        await tx.conversations.set_aside(found)
    new = Conversation(id=uuid.uuid4().hex, channel=channel, address=address, created_at=now())
    await tx.conversations.add(new)
    return new
