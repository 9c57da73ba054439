"""The audit as it is read: newest first, a page at a time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables import audit, staff, ticket


@dataclass(frozen=True)
class AuditRow:
    """``name`` and ``login`` of who did it; none for what the service did by itself."""

    id: int
    at: datetime
    who: str
    what: str
    about: str
    name: str | None
    login: str | None


@dataclass(frozen=True)
class AuditFilter:
    """What is looked for; None takes all. ``since`` and ``until`` are aware.

    ``about``: a ticket's code, large or small, or a login, whatever was done to it.
    ``office``: only lines of its people, or about its tickets.
    """

    who: str | None = None
    about: str | None = None
    what: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    office: str | None = None


class AuditLog:
    """Reads the audit; nobody changes it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def page(
        self, wanted: AuditFilter, *, most: int, before: int | None = None
    ) -> list[AuditRow]:
        """At most so many lines, newest first, older than the line ``before``."""
        query = (
            select(
                audit.c.id, audit.c.at, audit.c.who, audit.c.what, audit.c.about,
                staff.c.name, staff.c.login,
            )
            .outerjoin(staff, staff.c.id == audit.c.who)
            .where(*_conditions(wanted))
            .order_by(audit.c.id.desc())
            .limit(most)
        )  # fmt: skip
        if before is not None:
            query = query.where(audit.c.id < before)
        return [AuditRow(*row) for row in await self._connection.execute(query)]

    async def kinds(self) -> list[str]:
        """Everything that was ever done, by its word in the audit."""
        query = select(audit.c.what).distinct().order_by(audit.c.what)
        return list(await self._connection.scalars(query))


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.who is not None:
        found.append(audit.c.who == wanted.who)
    if wanted.about is not None:
        found.append(_is_about(wanted.about))
    if wanted.what is not None:
        found.append(audit.c.what == wanted.what)
    if wanted.since is not None:
        found.append(audit.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(audit.c.at < wanted.until)
    if wanted.office is not None:
        found.append(_of_office(wanted.office))
    return found


def _is_about(name: str) -> ColumnElement[bool]:
    exactly = audit.c.about.in_({name, name.upper()})
    return exactly | audit.c.about.startswith(f"{name} ", autoescape=True)


def _of_office(office: str) -> ColumnElement[bool]:
    people = select(staff.c.id).where(staff.c.office == office)
    tickets = select(ticket.c.code).where(ticket.c.office == office)
    return audit.c.who.in_(people) | audit.c.about.in_(tickets)
