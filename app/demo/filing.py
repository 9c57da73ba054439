"""What the demo's counsellors file: the record, the safety assessment, the follow-ups."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from app.demo.clock import SetClock
from app.demo.stories import Story
from counselling.cases.follow_up import Outcome, today
from counselling.cases.record import Step, written
from counselling.cases.room import CaseRoom
from counselling.cases.safety import Safety
from counselling.permissions import User

_LOOK_AFTER = 2  # days until a follow-up that is done already


class Filing:
    """Fills a case as its story says."""

    def __init__(self, cases: CaseRoom, clock: SetClock) -> None:
        self._cases = cases
        self._clock = clock

    async def file(self, code: str, story: Story, who: User) -> None:
        """The record, where she lives, and the safety assessment where there is one."""
        plan = [Step(text, done=number == 0) for number, text in enumerate(story.plan)]
        record = written(story.summary, story.themes, story.needs, plan)
        await self._cases.file.save_record(code, record, base=0, by=who)
        if story.home:
            await self._cases.home.note(code, story.home, by=who)
        if story.safety:
            safety = Safety(story.safety)
            await self._cases.file.save_safety(code, safety, base=0, by=who)
            if safety.suggested:
                await self._cases.file.raise_priority(code, safety.suggested, by=who)

    async def follow_up(self, code: str, plan: Mapping[str, Any], who: User) -> None:
        """One that is done already, if the plan says so, and the next, in days from now."""
        work = self._cases.follow_ups
        if "done" in plan:
            day = today(self._clock()) + timedelta(days=_LOOK_AFTER)
            await work.plan(code, [day], plan["ask"], by=who)
            self._clock.wait(_LOOK_AFTER * 24 * 60)
            [due] = [
                one for one in (await self._cases.file.read(code, by=who)).follow_ups
                if one.state == "due"
            ]  # fmt: skip
            await work.finish(code, due.id, Outcome(plan["done"]), plan["note"], by=who)
        day = today(self._clock.now) + timedelta(days=plan["next"])
        await work.plan(code, [day], plan["ask"], by=who)
