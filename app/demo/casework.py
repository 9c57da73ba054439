"""What the demo's counsellors do with their cases: they take them, write, note, ask, and end."""

import random
from collections.abc import Mapping

from app.demo.clock import SetClock
from app.demo.filing import Filing
from app.demo.staff import MEMBERS
from app.demo.stories import Step, Story
from app.demo.with_agencies import Tap, refer
from app.office import Office
from counselling.cases.closing import Ending
from counselling.cases.ending import Ended
from counselling.permissions import Role, User


class Cases:
    """Takes a story's ticket, writes to her, and leaves the case as the story says."""

    def __init__(
        self, office: Office, staff: Mapping[str, User], dice: random.Random, clock: SetClock
    ) -> None:
        self._office = office
        self._staff = staff
        self._dice = dice
        self._clock = clock
        self._filing = Filing(office.cases, clock)
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
        """What the counsellor writes, to her or to her colleagues."""
        who, talk = await self._holder(code, story), self._office.casework.talk
        if step.who == "counsellor":
            await self._write(code, who, step.text)
        elif step.who == "question":
            await talk.supervision.ask(code, by=who, question=step.text)
        else:
            author = self._supervisor() if step.who == "advice" else who
            await talk.notes.write(code, by=author, text=step.text)

    async def finish(self, code: str, story: Story, tap: Tap) -> None:
        """File the case and leave it as the story says; ``tap``: what she taps in her chat."""
        if story.end == "open":
            return
        who = await self._holder(code, story)
        self._clock.wait(self._dice.randint(2, 20))
        await self._filing.file(code, story, who)
        if story.refer:
            await refer(self._office.casework.referring, self._clock, code, story, who, tap)
        if story.follow_up:
            await self._filing.follow_up(code, story.follow_up, who)
        if story.last:
            await self._write(code, who, story.last)
        await self._office.casework.talk.supervision.looked(code, by=who)
        if story.outcome:
            ended = Ended(Ending(story.outcome))
            await self._office.casework.close(code, by=who, ended=ended)

    async def _write(self, code: str, who: User, text: str) -> None:
        self._written += 1
        await self._office.casework.reply(
            code, by=who, text=text, external_id=f"demo-{self._written}"
        )
        await self._office.outbox.settle()

    async def _holder(self, code: str, story: Story) -> User:
        """Who has the ticket; at first one of its office's counsellors, who claims it."""
        if code not in self._holders:
            choice = [m.login for m in MEMBERS if m.office == story.office]
            self._holders[code] = self._staff[self._dice.choice(choice)]
            await self._office.casework.claim(code, by=self._holders[code])
        return self._holders[code]

    def _supervisor(self) -> User:
        return next(user for user in self._staff.values() if user.role is Role.SUPERVISOR)
