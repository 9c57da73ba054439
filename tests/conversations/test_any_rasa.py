"""Any Rasa serves any conversation: a turn carries all that the dialogue stands on."""

import pytest

from counselling.assistant import Decision, Effect
from tests.rasa_live import Conversation, LiveRasa

pytestmark = [pytest.mark.slow, pytest.mark.rasa, pytest.mark.asyncio(loop_scope="session")]

CARD = "legal/id-card"


def at_another_rasa(her: Conversation) -> None:
    """Her next turn comes to a Rasa that has never heard of her."""
    her.id += " elsewhere"


async def test_a_short_question_is_about_the_answer_another_rasa_gave(live_rasa: LiveRasa) -> None:
    her = Conversation(live_rasa.assistant)
    await her.taps(f"faq:{CARD}")
    at_another_rasa(her)
    assert (await her.says("còn giấy tờ thì sao?")).faq == CARD


async def test_her_yes_to_what_another_rasa_asked_opens_a_ticket(live_rasa: LiveRasa) -> None:
    her = Conversation(live_rasa.assistant)
    asked = await her.taps("person")
    assert asked.awaiting == "consent"
    at_another_rasa(her)
    answered = await her.says("dạ được ạ")
    assert answered.decision is Decision.HANDOFF
    assert Effect.OPEN_TICKET in answered.effects
