"""Where somebody is signed in, and ending it."""

from datetime import timedelta

from counselling.accounts.people import found
from counselling.clock import Clock
from counselling.store.staff import SessionRow
from counselling.store.store import Store, finishes

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SKEW = timedelta(minutes=5)
"""By how much a clock may be set right without signing anybody out."""


class Sessions:
    """The running sessions of each account, named by handles that open nothing."""

    def __init__(self, store: Store, now: Clock) -> None:
        self._store = store
        self._now = now

    @finishes
    async def of(self, staff_id: str) -> list[SessionRow]:
        """Those that have not timed out, the one used last first."""
        async with self._store.read() as tx:
            rows = await tx.staff.sessions(staff_id)
        return [row for row in rows if self.runs(row)]

    def runs(self, row: SessionRow) -> bool:
        """Whether it goes on: not idle too long, and not too old (OWASP ASVS 5.0, 7.3).

        One from the future ends as well: the clock was set back, and nobody knows how old it is.
        """
        idle, age = self._now() - row.seen_at, self._now() - row.started_at
        return -SKEW <= idle <= IDLE and -SKEW <= age <= ABSOLUTE

    @finishes
    async def end(self, staff_id: str, handle: str, *, by: str) -> bool:
        """End the one with this handle; whether there was one. Raises NoSuchPerson."""
        async with self._store.write() as tx:
            user = await found(tx, staff_id)
            ended = await tx.staff.end_one(staff_id, handle)
            if ended:
                await tx.records.audit(by, "end_session", user.login, at=self._now())
            return ended

    @finishes
    async def end_others(self, staff_id: str, handle: str, *, by: str) -> int:
        """End all but the one with this handle; how many. Raises NoSuchPerson."""
        async with self._store.write() as tx:
            user = await found(tx, staff_id)
            ended = await tx.staff.end_sessions_but(staff_id, handle)
            if ended:
                await tx.records.audit(by, "end_session", user.login, at=self._now())
            return ended
