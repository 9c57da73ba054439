"""How many, never whose: counted from the living conversations, kept of the removed ones."""

from collections import Counter
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store import cells, counting
from counselling.store.cells import Cell
from counselling.store.counting import Scope
from counselling.store.tables import daily_count


class Counts:
    """Counts and keeps."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, conversation_id: str) -> None:
        """Add what one conversation counts for to what is kept; before it is erased."""
        for cell, number in (await self._living(Scope(conversation_id))).items():
            same = and_(*(daily_count.c[name] == value for name, value in asdict(cell).items()))
            more = {"count": daily_count.c.count + number}
            done = await self._connection.execute(update(daily_count).where(same).values(more))
            if done.rowcount == 0:
                new = daily_count.insert().values(asdict(cell) | {"count": number})
                await self._connection.execute(new)

    async def between(self, first: date, last: date, *, office: str | None = None) -> Counter[Cell]:
        """What there was from day ``first`` to day ``last``, of living and of removed ones.

        ``office``: at that one only.
        """
        found = await self._living(Scope(first=first, last=last))
        query = select(daily_count).where(daily_count.c.day.between(first, last))
        for row in (await self._connection.execute(query)).mappings():
            found[Cell(**{name: row[name] for name in Cell.__dataclass_fields__})] += row["count"]
        return Counter(
            {
                cell: n
                for cell, n in found.items()
                if first <= cell.day <= last and office in {None, cell.office}
            }
        )

    async def _living(self, scope: Scope) -> Counter[Cell]:
        found: Counter[Cell] = Counter()
        for query in counting.things(scope):
            found += cells.things(await self._rows(query))
        found += cells.hours(await self._rows(counting.hours(scope)))
        found += cells.visits(await self._rows(counting.days_of_women(scope.whole_months())))
        found += cells.sessions(await self._rows(counting.sessions(scope)))
        found += cells.opened(await self._rows(counting.tickets_opened(scope)))
        found += cells.ended(await self._rows(counting.tickets_ended(scope)))
        return found

    async def _rows(self, query: Select[Any]) -> list[Row[Any]]:
        return list(await self._connection.execute(query))
