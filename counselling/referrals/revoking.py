"""Taking back all that runs: she stops a counsellor reading, or erases everything."""

from datetime import date, datetime

from counselling.referrals.states import UNSENT
from counselling.store.cells import OFFICE_TIME
from counselling.store.transaction import Transaction


async def revoke_all(
    tx: Transaction, conversation_id: str, *, what: str, who: str, at: datetime
) -> bool:
    """Revoke her running referrals, noted as ``what`` by ``who``; whether one had been sent."""
    running = await tx.referrals.running(conversation_id)
    for referral in running:
        sent = referral.state not in UNSENT
        referral.revoke(day_of(at))
        await tx.referrals.save(referral)
        await tx.referrals.note(referral, what, who, at=at)
        if sent:
            await tx.tickets.note(
                referral.ticket_id, f"referral_revoked {referral.number}", who, at=at
            )
    return any(referral.to_tell for referral in running)


def day_of(at: datetime) -> date:
    """The day it is in Viet Nam."""
    return at.astimezone(OFFICE_TIME).date()
