"""A case whose woman can be silent, on a channel that rings: for the tests of news."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.office import Office
from counselling.clock import utc_now
from counselling.conversations import Sender
from counselling.permissions import User
from counselling.scribe import Announcer, Scribe
from counselling.ticket_view import TicketView
from tests.counselling.cast import PushChannel, Woman


@dataclass
class Case:
    """A woman with a ticket on a channel that rings, her counsellor, and a clock to turn."""

    office: Office
    phone: PushChannel
    woman: Woman
    code: str
    lan: User
    now: datetime
    before: int

    async def at(self, moment: datetime) -> None:
        """Turn the clock, and let the outbox look."""
        self.now = moment
        await self.office.outbox.look_for_news()
        await self.office.outbox.settle()

    async def silent_for(self, minutes: float) -> None:
        await self.at(utc_now() + timedelta(minutes=minutes))

    async def news(self, text: str, of: str) -> None:
        """As another room of the office writes them."""
        async with self.office.store.write() as tx:
            conversation = await tx.conversations.at("push", self.woman.address)
            assert conversation
            scribe = Scribe(tx, conversation, lambda: self.now)
            await scribe.write(Sender.SYSTEM, text, unasked=of)
            await tx.conversations.save(conversation)
        Announcer(self.office.live, self.office.outbox).announce(scribe)
        await self.office.outbox.settle()

    async def does(self, verb: str, **more: str) -> None:
        """One of the desk's verbs, by Lan."""
        await getattr(self.office.casework, verb)(self.code, by=self.lan, **more)
        await self.office.outbox.settle()

    async def view(self) -> TicketView:
        return await self.office.casework.ticket(self.code, by=self.lan)

    def shown(self) -> list[str]:
        """What her telephone has shown, her danger reply and the ticket's code left out."""
        return [message.text for message in self.phone.sent][self.before :]
