"""How a referral of the demo goes: she is asked, taps yes, and the agency answers."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

from app.demo.clock import SetClock
from app.demo.stories import Story
from counselling.permissions import User
from counselling.referrals.proposal import USUAL_TIME, Proposal
from counselling.referrals.referring import Referring
from counselling.referrals.revoking import day_of
from counselling.referrals.terms import Outcome, Refusal, Urgency

Tap = Callable[[str], Awaitable[None]]

_THINKS = 4  # minutes until she answers
_ANSWERS = timedelta(days=1)
"""The agency answers after so long, and again when it is done."""
_REACH = {"vi": "Qua văn phòng", "en": "Through the office", "ko": "사무소를 통해"}


async def refer(
    referring: Referring, clock: SetClock, code: str, story: Story, who: User, tap: Tap
) -> None:
    """Ask her, send it with her yes, and let the agency do what the story says."""
    new_id, end = uuid4().hex, story.refer["end"]
    number = await referring.propose(code, new_id, _proposal(story, clock), by=who)
    clock.wait(_THINKS)
    await tap(f"refer.yes.{new_id}.1")
    await referring.send(code, number, by=who)
    if end == "sent":
        return
    clock.wait(_ANSWERS.total_seconds() / 60)
    if end == "declined":
        await referring.decline(code, number, Refusal(story.refer["result"]), by=who)
        return
    await referring.accept(code, number, by=who)
    if end == "done":
        clock.wait(_ANSWERS.total_seconds() / 60)
        await referring.finish(code, number, Outcome(story.refer["result"]), "", by=who)


def _proposal(story: Story, clock: SetClock) -> Proposal:
    return Proposal(
        partner=story.refer["to"],
        need=story.refer["need"],
        purpose=story.refer["purpose"],
        shared={"reach": _REACH[story.language], "story": story.summary},
        urgency=Urgency.URGENT if "safety" in story.needs else Urgency.NORMAL,
        valid_until=day_of(clock()) + USUAL_TIME,
    )
