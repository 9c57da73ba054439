"""A referral that is already with its agency, put straight into the database."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from app.office import Office
from counselling.faq.model import Localized
from counselling.permissions import Role
from counselling.referrals.referral import Content, Referral
from counselling.referrals.terms import How, Urgency
from tests.desk.people import add_user


async def put_referral(office: Office, code: str, number: int) -> Referral:
    """A sent one with this number for the ticket."""
    now = datetime.now(UTC)
    name: Localized = {"vi": "Tòa án", "en": "Court", "ko": "법원"}
    writer = await add_user(office, f"writer-{uuid4().hex[:8]}", "Writer", Role.COUNSELLOR)
    async with office.store.write() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        one = Referral(
            uuid4().hex, ticket.id, ticket.conversation_id, number, "regional-court",
            Urgency.NORMAL, now.date() + timedelta(days=30), writer.id, now,
        )  # fmt: skip
        one.agree(How.CHAT, now)
        one.send(now.date())
        await tx.referrals.add(one, Content(name, "legal", "", {"name": "Sen"}, "vi", "…"))
    return one
