"""What hangs on the tickets of one conversation, taken together: erased, or sealed anew."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import RowMapping, Select, Table, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store import case_sheets, closings, follow_ups
from counselling.store.tables import ticket
from counselling.store.tables_case import case_sheet, closing, follow_up, ticket_link
from counselling.store.vault import Sealer

_PLACES: tuple[tuple[Table, Callable[[RowMapping], str]], ...] = (
    (case_sheet, lambda row: case_sheets.place(row["kind"], row["ticket_id"], row["version"])),
    (follow_up, lambda row: follow_ups.place(row["id"])),
    (closing, lambda row: closings.place(row["ticket_id"])),
)


class CaseRows:
    """The rows of tables_case.py by conversation."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def erase(self, conversation_id: str) -> None:
        """Delete all of them."""
        hers = _tickets_of(conversation_id)
        for table, _ in _PLACES:
            await self._connection.execute(delete(table).where(table.c.ticket_id.in_(hers)))
        linked = or_(ticket_link.c.ticket_id.in_(hers), ticket_link.c.other_id.in_(hers))
        await self._connection.execute(delete(ticket_link).where(linked))

    async def seal_anew(self, conversation_id: str, young: Sealer, old: Sealer) -> None:
        """Seal with the key of ``old`` what is sealed with the key of ``young``.

        The tickets still belong to the conversation ``young``, ``conversation_id``, and go to the
        other right after.
        """
        hers = _tickets_of(conversation_id)
        for table, place_of in _PLACES:
            its = table.c.ticket_id.in_(hers) & table.c.sealed.is_not(None)
            rows = (await self._connection.execute(select(table).where(its))).mappings().all()
            for row in rows:
                place = place_of(row)
                sealed = old.seal(young.open(row["sealed"], place), place)
                same = [column == row[column.name] for column in table.primary_key]
                await self._connection.execute(update(table).where(*same).values(sealed=sealed))


def _tickets_of(conversation_id: str) -> Select[Any]:
    return select(ticket.c.id).where(ticket.c.conversation_id == conversation_id)
