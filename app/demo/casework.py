"""What the demo's counsellors do with their cases."""

import random
from collections.abc import Mapping

from app.demo.clock import SetClock
from app.demo.staff import MEMBERS
from app.demo.stories import Step, Story
from app.office import Office
from counselling.permissions import User


class Cases:
    """Takes a story's ticket, writes to her, and leaves the case as the story says."""

    def __init__(self, office: Office, staff: Mapping[str, User], dice: random.Random) -> None:
        self._office = office
        self._staff = staff
        self._dice = dice
        self._holders: dict[str, User] = {}
        self._written = 0

    async def give(self, code: str, story: Story) -> None:
        """Put a new ticket into the hands of its office."""
        async with self._office.store.write() as tx:
            ticket = await tx.tickets.by_code(code)
            if ticket:
                ticket.office = story.office
                await tx.tickets.save(ticket)

    async def step(self, code: str, story: Story, step: Step) -> None:
        """What the counsellor writes."""
        who = await self._holder(code, story)
        if step.who == "counsellor":
            self._written += 1
            await self._office.casework.reply(
                code, by=who, text=step.text, external_id=f"demo-{self._written}"
            )
            await self._office.outbox.settle()

    async def finish(self, code: str, story: Story, clock: SetClock) -> None:
        """Leave the case as the story says."""
        if story.end == "open":
            return
        who = await self._holder(code, story)
        clock.wait(self._dice.randint(2, 20))
        if story.end == "closed":
            await self._office.casework.close(code, by=who)

    async def _holder(self, code: str, story: Story) -> User:
        """Who has the ticket; at first one of its office's counsellors, who claims it."""
        if code not in self._holders:
            choice = [m.login for m in MEMBERS if m.office == story.office]
            self._holders[code] = self._staff[self._dice.choice(choice)]
            await self._office.casework.claim(code, by=self._holders[code])
        return self._holders[code]
