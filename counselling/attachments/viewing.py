"""What the desk sees of her pictures and files: as much as it may read of the conversation."""

from collections.abc import Mapping
from dataclasses import dataclass

from counselling.attachments.attachment import Attachment
from counselling.clock import Clock, utc_now
from counselling.consents import may_be_read
from counselling.looking import looking
from counselling.permissions import User
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import Ticket


@dataclass(frozen=True)
class Opened:
    """An attachment with its bytes."""

    attachment: Attachment
    content: bytes


class AttachmentViewer:
    """Looks. Who may is the desk's gate to check (permissions.py)."""

    def __init__(self, store: Store, *, now: Clock = utc_now) -> None:
        self._store = store
        self._now = now

    @finishes
    async def all_of(self, code: str, *, by: User) -> Mapping[int, Attachment]:
        """A ticket's attachments by the number of their message; raises NoSuchTicket."""
        async with looking(self._store, code, by, self._now()) as (tx, ticket):
            if not await _readable(tx, ticket):
                return {}
            found = await tx.attachments.of(ticket.conversation_id)
        return {attachment.seq: attachment for attachment in found}

    @finishes
    async def open(self, code: str, seq: int, *, by: User) -> Opened | None:
        """The attachment of message ``seq``; None if there is none that may be seen.

        The audit says which one was looked at, once in ten minutes. Raises NoSuchTicket.
        """
        async with looking(self._store, code, by, self._now(), what=f"view_file {seq}") as look:
            tx, ticket = look
            if not await _readable(tx, ticket):
                return None
            found = await tx.attachments.open(ticket.conversation_id, seq)
        return Opened(*found) if found else None


async def _readable(tx: Transaction, ticket: Ticket) -> bool:
    """Not once she erased it or took her yes back."""
    if not await tx.conversations.get(ticket.conversation_id):
        return False
    return await may_be_read(tx, ticket.conversation_id)
