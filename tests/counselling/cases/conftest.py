"""A ticket that Lan holds, with her case."""

import pytest

from app.office import Office
from counselling.assistant import Answered, Decision, Reply
from counselling.cases.room import CaseRoom
from counselling.conversations import Choice
from counselling.permissions import Role, User
from tests.counselling.cast import FakeAssistant, Woman


@pytest.fixture
def room(office: Office) -> CaseRoom:
    return office.cases


@pytest.fixture
async def code(office: Office, woman: Woman, lan: User) -> str:
    """Claimed by Lan, who serves all offices."""
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    return code


@pytest.fixture
async def calm(office: Office, assistant: FakeAssistant, lan: User) -> str:
    """A ticket of somebody who is in no danger, claimed by Lan."""
    offer = Reply("Chị đồng ý chứ?", (Choice("consent.yes", "Tôi đồng ý"),))
    assistant.replies["cho hỏi"] = Answered((offer,), Decision.HANDOFF)
    woman = Woman(office, address="calm")
    await woman.says("cho hỏi")
    await woman.taps("consent.yes")
    code = (await office.reception.state("webchat", "calm")).ticket
    assert code
    await office.casework.claim(code, by=lan)
    return code


@pytest.fixture
async def chief(office: Office) -> User:
    """A supervisor of all offices."""
    return await office.staff.add(
        "chief", "Chief", Role.SUPERVISOR, "a long enough password", must_change_password=False
    )
