"""A case in which a referral is proposed, answered and sent."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from app.office import Office
from counselling.permissions import User
from counselling.referrals.proposal import Proposal
from counselling.referrals.referral import Referral
from counselling.referrals.terms import Urgency
from tests.counselling.cast import Woman

SHARED = {"name": "Chị Sen", "need": "Hỏi thủ tục ly hôn"}


def a_proposal(
    partner: str = "legal-aid-centre",
    shared: dict[str, str] | None = None,
    *,
    purpose: str = "",
    days: int = 30,
    spoken: bool = False,
) -> Proposal:
    return Proposal(
        partner=partner,
        need="legal",
        purpose=purpose,
        shared=SHARED if shared is None else shared,
        urgency=Urgency.NORMAL,
        valid_until=today() + timedelta(days=days),
        spoken=spoken,
    )


def today() -> date:
    return (datetime.now(UTC) + timedelta(hours=7)).date()


@dataclass
class Case:
    """A claimed ticket with its woman and its counsellor."""

    office: Office
    woman: Woman
    holder: User
    code: str

    async def proposes(self, proposal: Proposal | None = None) -> int:
        number = await self.office.casework.referring.propose(
            self.code, uuid4().hex, proposal or a_proposal(), by=self.holder
        )
        await self.office.outbox.settle()
        return number

    async def button(self, verb: str, back: int = 1) -> str:
        """The id of the button she last saw; ``back`` 2: that of the question before."""
        shown = [
            choice.id
            for message in await self.woman.reads()
            for choice in message.choices
            if re.match(rf"refer\.{verb}\b", choice.id)
        ]
        return shown[-back]

    async def she_taps(self, verb: str, back: int = 1) -> str:
        """Her tap, and what she is told."""
        await self.woman.taps(await self.button(verb, back))
        return (await self.woman.texts())[-1]

    async def agreed(self, proposal: Proposal | None = None) -> int:
        number = await self.proposes(proposal)
        await self.she_taps("yes")
        return number

    async def sent(self, proposal: Proposal | None = None) -> int:
        number = await self.agreed(proposal)
        await self.office.casework.referring.send(self.code, number, by=self.holder)
        await self.office.outbox.settle()
        return number

    async def referral(self, number: int = 1) -> Referral:
        view = await self.office.casework.referrals.one(self.code, number, by=self.holder)
        return view.referral

    async def history(self) -> list[str]:
        view = await self.office.casework.ticket(self.code, by=self.holder)
        return [event.what for event in view.events]


async def a_case(office: Office, woman: Woman, holder: User) -> Case:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=holder)
    return Case(office, woman, holder, code)
