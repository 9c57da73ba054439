"""Conversations whose key is missing: after a restore without it, or with a wrong key store."""

from counselling.store.store import Store


async def count_keyless(store: Store) -> tuple[int, int]:
    """How many conversations there are, and how many of them nobody can read."""
    return await store.finish(_count(store))


async def _count(store: Store) -> tuple[int, int]:
    async with store.read() as tx:
        living = await tx.conversations.ids(erased=False)
    return len(living), len(living.difference((await store.keys.ring()).keys))
