"""Lives through the month: women write, the assistant answers, counsellors take their cases."""

import random
import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from itertools import count

from app.demo.assistant import PERSON, YES
from app.demo.casework import Cases
from app.demo.clock import SetClock
from app.demo.month import Question, Visit
from app.demo.stories import Step, Story
from app.office import Office
from counselling import offers
from counselling.channels import Inbound
from counselling.conversations import Language
from counselling.permissions import User

CHANNEL = "webchat"
_SOON = 10  # minutes at most between two messages of a conversation


class Seeding:
    """Plays stories and visits in an office on a set clock."""

    def __init__(
        self, office: Office, clock: SetClock, staff: Mapping[str, User], dice: random.Random
    ) -> None:
        self._office = office
        self._clock = clock
        self._dice = dice
        self._cases = Cases(office, staff, dice, clock)
        self._ids = count(1)

    async def visit(self, visit: Visit) -> None:
        """A conversation without a counsellor."""
        self._clock.at = visit.at
        woman = _Woman(visit.language)
        for question in visit.questions:
            await self._ask(woman, question)

    async def tell(self, story: Story, begun: datetime) -> None:
        """One story."""
        self._clock.at = begun
        woman = _Woman(story.language)
        for step in story.steps:
            self._clock.wait(step.after or self._dice.randint(1, _SOON))
            await self._play(woman, story, step)
        if woman.ticket:
            await self._cases.finish(woman.ticket, story, partial(self._tap, woman))

    async def _ask(self, woman: "_Woman", question: Question) -> None:
        await self._write(woman, question.text)
        self._clock.wait(self._dice.randint(1, _SOON))
        if question.helped is not None:
            said = offers.HELPFUL if question.helped else offers.UNHELPFUL
            await self._tap(woman, f"{said}{question.entry}")

    async def _play(self, woman: "_Woman", story: Story, step: Step) -> None:
        if step.who == "woman":
            await self._write(woman, step.text)
        elif step.who == "person":
            await self._ask_for_a_person(woman, story)
        elif woman.ticket:
            await self._cases.step(woman.ticket, story, step)

    async def _ask_for_a_person(self, woman: "_Woman", story: Story) -> None:
        await self._tap(woman, PERSON)
        await self._tap(woman, YES)
        woman.ticket = (await self._office.reception.state(CHANNEL, woman.address)).ticket
        if woman.ticket:
            await self._cases.give(woman.ticket, story)

    async def _write(self, woman: "_Woman", text: str) -> None:
        await self._send(woman, text, None)

    async def _tap(self, woman: "_Woman", choice: str) -> None:
        self._clock.wait(1)
        await self._send(woman, "", choice)

    async def _send(self, woman: "_Woman", text: str, choice: str | None) -> None:
        inbound = Inbound(
            CHANNEL, woman.address, str(next(self._ids)), text, choice, language=woman.language
        )
        await self._office.reception.receive(inbound)
        await self._office.turns.settle()
        await self._office.outbox.settle()


class _Woman:
    def __init__(self, language: Language) -> None:
        self.language = language
        self.address = secrets.token_hex(32)
        self.ticket: str | None = None
