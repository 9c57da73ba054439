"""How long emergencies waited until a counsellor took them."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables import ticket, ticket_event
from counselling.tickets.ticket import Priority


class Claims:
    """Reads the history of tickets."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def waits(self, *, since: datetime, most: int) -> list[timedelta]:
        """The waits that ended in the last claims of emergencies, at most ``most``, newest first.

        A ticket that became an emergency waited from then on; one that became it only after its
        claim does not count.
        """
        became = (
            select(func.min(ticket_event.c.at))
            .where(ticket_event.c.ticket_id == ticket.c.id, ticket_event.c.what == "emergency")
            .correlate(ticket)
            .scalar_subquery()
        )
        began = func.coalesce(became, ticket.c.opened_at, type_=ticket.c.opened_at.type)
        query = (
            select(ticket_event.c.at, began)
            .join(ticket, ticket.c.id == ticket_event.c.ticket_id)
            .where(
                ticket_event.c.what == "claim",
                ticket_event.c.at >= since,
                ticket.c.priority == Priority.EMERGENCY,
                began <= ticket_event.c.at,
            )
            .order_by(ticket_event.c.at.desc())
            .limit(most)
        )
        return [claimed - begun for claimed, begun in await self._connection.execute(query)]
