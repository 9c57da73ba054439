"""Reading the audit of the desk, which is itself audited."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

from counselling.clock import Clock
from counselling.permissions import Role, User
from counselling.store.audit_log import AuditFilter, AuditRow
from counselling.store.store import Store, finishes

PAGE = 50
_AT_ONCE = 1000  # lines of a download that are read together
_ONE_LOOK = timedelta(minutes=10)


@dataclass(frozen=True)
class AuditPage:
    """``older``: from which line on the next page goes, None on the last one."""

    rows: list[AuditRow]
    older: int | None


class AuditReading:
    """For administrators all of it; for supervisors what their own office's people did, and what
    was done with its tickets.
    """

    def __init__(self, store: Store, now: Clock) -> None:
        self._store = store
        self._now = now

    async def page(self, wanted: AuditFilter, *, by: User, before: int | None = None) -> AuditPage:
        """The newest lines that are older than the line ``before``."""
        await self._note("view", by)
        rows = await self._read(_reached(wanted, by), PAGE + 1, before)
        older = rows[PAGE - 1].id if len(rows) > PAGE else None
        return AuditPage(rows[:PAGE], older)

    async def everything(self, wanted: AuditFilter, *, by: User) -> AsyncIterator[list[AuditRow]]:
        """All lines, newest first, some at a time."""
        await self._note("export", by)
        before = None
        while rows := await self._read(_reached(wanted, by), _AT_ONCE, before):
            yield rows
            before = rows[-1].id

    @finishes
    async def kinds(self) -> list[str]:
        """Everything that can be looked for, by its word in the audit."""
        async with self._store.read() as tx:
            return await tx.audit_log.kinds()

    @finishes
    async def people(self, *, by: User) -> list[User]:
        """Everybody whose deeds ``by`` may look for."""
        async with self._store.read() as tx:
            everybody = [person.user for person in await tx.people.all()]
        office = _reached(AuditFilter(), by).office
        return [user for user in everybody if office in (None, user.office)]

    @finishes
    async def _read(self, wanted: AuditFilter, most: int, before: int | None) -> list[AuditRow]:
        async with self._store.read() as tx:
            return await tx.audit_log.page(wanted, most=most, before=before)

    @finishes
    async def _note(self, how: str, by: User) -> None:
        now = self._now()
        async with self._store.read() as tx:
            if how == "view" and await tx.records.audited(
                by.id, how, "audit", since=now - _ONE_LOOK
            ):
                return
        async with self._store.write() as tx:
            await tx.records.audit(by.id, how, "audit", at=now)


def _reached(wanted: AuditFilter, by: User) -> AuditFilter:
    """Somebody of no office serves all of them."""
    return wanted if by.role is Role.ADMINISTRATOR else replace(wanted, office=by.office)
