"""What a counsellor has begun to write: kept here, because her computer is not hers alone."""

from counselling.case_at_hand import Cases
from counselling.clock import Clock
from counselling.consents import may_be_read
from counselling.looking import looking
from counselling.permissions import User
from counselling.reception import LONGEST_TEXT
from counselling.store.store import Store, finishes


class DraftKeeper:
    """Keeps one draft for each counsellor and conversation."""

    def __init__(self, store: Store, cases: Cases, now: Clock) -> None:
        self._store = store
        self._cases = cases
        self._now = now

    @finishes
    async def keep(self, code: str, *, by: User, text: str) -> None:
        """Keep ``text``, or nothing if it is empty. Raises NotYours, NoSuchTicket.

        More than LONGEST_TEXT characters could not be sent either: the rest is not kept.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            ticket.require_holder(by.id)
            if text.strip():
                kept = text[:LONGEST_TEXT]
                await scribe.tx.drafts.keep(ticket.conversation_id, by.id, kept, at=self._now())
            else:
                await scribe.tx.drafts.drop(ticket.conversation_id, by.id)

    @finishes
    async def of(self, code: str, *, by: User) -> str:
        """What ``by`` has begun here; "" if nothing. Raises NoSuchTicket."""
        async with looking(self._store, code, by, self._now()) as (tx, ticket):
            if not await tx.conversations.get(ticket.conversation_id):
                return ""
            if not await may_be_read(tx, ticket.conversation_id):
                return ""
            return await tx.drafts.of(ticket.conversation_id, by.id)
