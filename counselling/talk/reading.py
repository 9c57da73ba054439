"""What the transcript tells of each message: whether it arrived, and what was understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from counselling.clock import Clock
from counselling.consents import may_be_read
from counselling.limits import Limits
from counselling.looking import looking
from counselling.permissions import User
from counselling.store.deliveries import Made, OnItsWay
from counselling.store.store import Store, finishes


class Way(StrEnum):
    """Where a message of ours is that its channel has not taken."""

    WAITING = "waiting"
    HELD = "held"
    AGAIN = "again"
    FAILED = "failed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Delivery:
    """``until``: when it is tried (again), where it waits for a moment."""

    way: Way
    until: datetime | None = None


@dataclass(frozen=True)
class Insight:
    """By the number of a message: what has not arrived, and what the assistant made of hers."""

    deliveries: Mapping[int, Delivery]
    made: Mapping[int, Made]


def judge(row: OnItsWay, now: datetime, *, too_late: bool = False) -> Delivery:
    """The one place where a row of the outbox becomes what the desk says.

    One that was never tried and may not go yet is held back, for a safe hour. ``too_late``: her
    channel no longer delivers it (counselling/limits.py).
    """
    if row.state in {"failed", "refused"}:
        return Delivery(Way(row.state))
    if too_late:
        return Delivery(Way.FAILED)
    if row.attempts:
        return Delivery(Way.AGAIN, row.not_before)
    if row.not_before > now:
        return Delivery(Way.HELD, row.not_before)
    return Delivery(Way.WAITING)


class Reading:
    """Looks on."""

    def __init__(self, store: Store, now: Clock, limits: Mapping[str, Limits]) -> None:
        self._store = store
        self._now = now
        self._limits = limits

    @finishes
    async def insight(self, code: str, *, by: User, after: int = 0) -> Insight:
        """Of all that has not arrived, and of hers numbered above ``after``; NoSuchTicket."""
        async with looking(self._store, code, by, self._now()) as (tx, ticket):
            its = ticket.conversation_id
            conversation, now = await tx.conversations.get(its), self._now()
            if not conversation or not await may_be_read(tx, its):
                return Insight({}, {})
            limits = self._limits.get(conversation.channel, Limits())
            heard = await tx.messages.last_heard(its)
            deliveries = {
                row.seq: judge(row, now, too_late=limits.is_closed(row.sender, heard, now))
                for row in await tx.deliveries.on_their_way(its)
            }
            return Insight(deliveries, await tx.deliveries.made_of(its, after))
