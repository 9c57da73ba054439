"""News nobody asked for just now: they wait where they could ring at an hour that is not safe.

``Scribe.write(..., unasked=HANDLER)`` is all a room needs to do. On a channel that pushes, such as
Telegram, they then go out only while she is there, or in the hours she allowed (safe_hours.py); on
the web chat they are simply there when she looks. What answers her own message is never news, nor
is help in danger, nor what a counsellor writes or asks her.
"""

from collections.abc import Sequence
from datetime import datetime

from counselling.safe_hours import may_go_from
from counselling.store.outbox import Parcel
from counselling.store.transaction import Transaction

HANDLER = "handler"  # who answers her from now on
DUTY = "duty"  # how the calls to who is on duty go
"""What news are of; others name a thing of their own, such as ``referral:7``, 48 signs at most.
While older news of the same thing wait, the newer ones take their place."""


async def goes_from(tx: Transaction, conversation_id: str, now: datetime) -> datetime:
    """When news may go to her (aware); safe_hours.UNTIL_SHE_WRITES: once she has written."""
    wish = await tx.hers.wish(conversation_id)
    last_heard = await tx.messages.last_heard(conversation_id)
    return may_go_from(wish.safe_contact, last_heard, now)


def going(parcels: Sequence[Parcel], *, safe: bool) -> list[Parcel]:
    """Those of ``parcels`` (in order) that go out now, in their order.

    ``safe``: whether news may go. If not, a counsellor's words still take along who answers her
    now, or she would not know whose they are. Help in danger goes before all news.
    """
    asked = [parcel for parcel in parcels if not parcel.unasked]
    if not safe:
        last = asked[-1].seq if asked else 0
        return [p for p in parcels if not p.unasked or (p.unasked == HANDLER and p.seq < last)]
    if any(parcel.urgent for parcel in asked):
        return [*asked, *(parcel for parcel in parcels if parcel.unasked)]
    return list(parcels)
