"""What is kept no longer than the office has said: found and removed, once a day."""

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from counselling.clock import Clock, utc_now
from counselling.erasing import Eraser
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction

BY = "service"  # who, in the audit
_PAUSE = 0.01  # seconds between two removals, for those who write meanwhile
# Telegram keeps updates for a day: https://core.telegram.org/bots/api#getting-updates
_DELIVERIES = timedelta(days=30)
_SESSIONS = timedelta(days=1)  # desk sessions end after twelve hours anyway


@dataclass(frozen=True)
class Periods:
    """How long each kind is kept, in days.

    ``chats``: conversations without a ticket, since the last message. ``cases``: those with one,
    since it ended, or shorter where she was told so. ``records``: the audit. ``backups``: so long
    an erasure must be remembered.
    """

    chats: int
    cases: int
    records: int
    backups: int


@dataclass(frozen=True)
class Due:
    """How many of each kind are past their time. ``husks``: rows left of erased conversations."""

    chats: int
    cases: int
    husks: int
    records: int
    sessions: int

    def __str__(self) -> str:
        return ", ".join(f"{kind} {count}" for kind, count in asdict(self).items())


class Retention:
    """Finds and removes. One conversation a transaction: nobody who writes meanwhile waits long."""

    def __init__(
        self, store: Store, eraser: Eraser, periods: Periods, *, now: Clock = utc_now
    ) -> None:
        self._store = store
        self._eraser = eraser
        self._periods = periods
        self._now = now

    @finishes
    async def due(self) -> Due:
        """What would be removed now."""
        async with self._store.read() as tx:
            return Due(
                chats=len(await tx.ageing.silent_chats(self._ago(self._periods.chats))),
                cases=len(await self._ended_cases(tx)),
                husks=len(await tx.ageing.husks(self._ago(self._periods.chats))),
                records=await tx.ageing.old_records(self._ago(self._periods.records)),
                sessions=await tx.ageing.old_sessions(self._now() - _SESSIONS),
            )

    async def run(self) -> Due:
        """Remove what is due, and audit how many of each kind; raises NotSaved."""
        chats, cases, husks = await self._found()
        done = Due(
            chats=await self._remove(chats),
            cases=await self._remove(cases),
            husks=await self._drop_husks(husks),
            records=await self._drop_records(),
            sessions=await self._drop_sessions(),
        )
        await self._look_after_keys()
        await self._forget_arrivals()
        if any(asdict(done).values()):
            await self._audit(done)
        return done

    @finishes
    async def _found(self) -> tuple[list[str], list[str], list[str]]:
        """The ids of chats, cases and husks past their time."""
        async with self._store.read() as tx:
            return (
                await tx.ageing.silent_chats(self._ago(self._periods.chats)),
                await self._ended_cases(tx),
                await tx.ageing.husks(self._ago(self._periods.chats)),
            )

    async def _remove(self, conversation_ids: list[str]) -> int:
        removed = []
        for conversation_id in conversation_ids:
            if await self._eraser.remove(conversation_id):
                removed.append(conversation_id)
            await asyncio.sleep(_PAUSE)
        if removed:
            self._eraser.clear_up(removed)
        return len(removed)

    async def _drop_husks(self, conversation_ids: list[str]) -> int:
        for conversation_id in conversation_ids:
            await self._drop_husk(conversation_id)
            await asyncio.sleep(_PAUSE)
        return len(conversation_ids)

    @finishes
    async def _drop_husk(self, conversation_id: str) -> None:
        async with self._store.write() as tx:
            await tx.ageing.drop_husk(conversation_id)

    async def _drop_records(self) -> int:
        dropped = 0
        while some := await self._drop_some_records():
            dropped += some
        return dropped

    @finishes
    async def _drop_some_records(self) -> int:
        async with self._store.write() as tx:
            return await tx.ageing.drop_records(self._ago(self._periods.records))

    @finishes
    async def _drop_sessions(self) -> int:
        async with self._store.write() as tx:
            return await tx.ageing.drop_sessions(self._now() - _SESSIONS)

    @finishes
    async def _look_after_keys(self) -> None:
        async with self._store.read() as tx:
            known = await tx.conversations.ids(erased=False)
        await self._store.keys.sweep(known, at=self._now())
        # No backup, and no audit line that names one, is older than this.
        days = max(self._periods.backups, self._periods.records)
        await self._store.keys.forget_erasures(before=self._ago(days))

    @finishes
    async def _forget_arrivals(self) -> None:
        async with self._store.write() as tx:
            await tx.channels.forget_arrivals(before=self._now() - _DELIVERIES)
            await tx.tries.forget(before=self._now())

    @finishes
    async def _audit(self, done: Due) -> None:
        async with self._store.write() as tx:
            await tx.records.audit(BY, "retention", str(done), at=self._now())

    async def _ended_cases(self, tx: Transaction) -> list[str]:
        silent = self._ago(self._periods.chats)
        return await tx.ageing.ended_cases(self._periods.cases, silent, now=self._now())

    def _ago(self, days: int) -> datetime:
        return self._now() - timedelta(days=days)
