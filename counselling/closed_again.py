"""She writes again while the office is closed: she is told once, not with every message."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from counselling.clock import Clock
from counselling.conversations import Handler, Sender
from counselling.permissions import Permission, User, may
from counselling.scribe import Scribe
from counselling.store.transaction import Transaction
from counselling.tickets.opening import Wait
from counselling.tickets.ticket import Priority, Ticket

Opens = Callable[[str | None, datetime], datetime | None]
"""When an office, or the common queue, opens next from then on; None where that is not known."""


@dataclass(frozen=True)
class ClosedAgain:
    """``opens``: the hours; ``wait``: the same in words; ``is_there``: whether a member of staff
    has a page of the desk open and is available.
    """

    opens: Opens
    wait: Wait
    is_there: Callable[[User], bool]
    now: Clock

    async def tell(self, scribe: Scribe, *, told: bool = False) -> None:
        """Tell her, if she waits and nobody can read it. ``told``: she was, with her ticket.

        In danger she was told of the calls to who is on duty, whatever the hours.
        """
        conversation = scribe.conversation
        if conversation.handler is not Handler.WAITING:
            return
        ticket = await scribe.tx.tickets.running(conversation.id)
        if not ticket or ticket.priority is Priority.EMERGENCY:
            return
        opens = self._closed_until(ticket)
        if opens is None or ticket.told_opening == opens:
            return
        if not told and await self._somebody(scribe.tx, ticket):
            return
        ticket.told_opening = opens.astimezone(UTC)
        await scribe.tx.tickets.save(ticket)
        if not told:
            await scribe.write(Sender.SYSTEM, self.wait(ticket.office, conversation))

    def _closed_until(self, ticket: Ticket) -> datetime | None:
        """When the office opens, unless it is open, or she was told so as her ticket opened."""
        now = self.now()
        opens = self.opens(ticket.office, now)
        if opens is None or opens <= now:
            return None
        at_opening = self.opens(ticket.office, ticket.opened_at)
        return None if at_opening == opens and ticket.told_opening is None else opens

    async def _somebody(self, tx: Transaction, ticket: Ticket) -> bool:
        """Whether a counsellor who may take the ticket is at the desk all the same."""
        return any(
            may(user, Permission.CLAIM)
            and (None in {user.office, ticket.office} or user.office == ticket.office)
            and self.is_there(user)
            for user in await tx.staff.active()
        )
