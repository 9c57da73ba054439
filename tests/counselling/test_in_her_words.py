"""She answers an offer by number or in its words: the same as a tap, and never more than that."""

from pathlib import Path

import pytest

from app.office import Office
from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice, Handler, Sender
from counselling.limits import Limits
from counselling.permissions import User
from tests.counselling.cast import BOOK, FakeAssistant, PushChannel, Woman, an_office

RED = "chồng đang đánh em, cứu em với"
YES = BOOK.faq().consent.short_yes["vi"]


@pytest.mark.parametrize("answer", ["1", "số 1 ạ", "1번", YES])
async def test_yes_by_number_or_in_its_words_is_yes_by_tap(
    woman: Woman, office: Office, answer: str
) -> None:
    await woman.says(RED)
    await woman.says(answer)

    state = await office.reception.state("webchat", "her-phone")
    assert (state.handler, state.ticket is not None, state.language) == (
        Handler.WAITING,
        True,
        "vi",
    )
    hers = [(m.text, m.choice) for m in await woman.reads() if m.sender is Sender.WOMAN]
    assert hers[-1] == (YES, "consent.yes")


async def test_a_number_with_no_offer_before_it_is_her_text(
    woman: Woman, assistant: FakeAssistant
) -> None:
    await woman.says("con tôi mấy tuổi thì đi học được")
    await woman.says("2")
    assert [(turn.text, turn.choice) for turn in assistant.turns][-1] == ("2", None)


async def test_a_number_that_was_not_offered_is_her_text(
    woman: Woman, assistant: FakeAssistant
) -> None:
    await woman.says(RED)
    await woman.says("9")
    assert (assistant.turns[-1].text, assistant.turns[-1].choice) == ("9", None)


async def test_danger_is_looked_for_first(woman: Woman, assistant: FakeAssistant) -> None:
    offered = Reply("Chị chọn giúp:", (Choice("person", RED),))
    assistant.replies["giúp em"] = Answered((offered,), Decision.CLARIFY)
    await woman.says("giúp em")
    await woman.says(RED)
    hers = [m for m in await woman.reads() if m.sender is Sender.WOMAN]
    assert [(m.choice, m.danger) for m in hers][-1] == (None, "red")


async def test_what_a_counsellor_asked_is_answered_to_her(
    woman: Woman, office: Office, lan: User, assistant: FakeAssistant
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    await office.casework.reply(code, by=lan, text="Chị có mấy cháu?", external_id="r1")
    await woman.says("2")
    assert (await woman.reads())[-1].choice is None


async def test_with_a_counsellor_only_what_the_office_answers_is_a_choice(
    woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    await woman.taps("contact")
    await woman.says(BOOK.faq().lines.say("choice_contact_mine", "vi"))
    await woman.says(BOOK.faq().lines.say("choice_person", "vi"))
    chosen = [m.choice for m in await woman.reads() if m.sender is Sender.WOMAN][-3:]
    assert chosen == ["contact", "contact.mine", None]


async def test_her_new_code_word_is_never_read_as_a_number(woman: Woman) -> None:
    await woman.says("", choice="word", page=False)
    await woman.says("1", page=False)
    assert [m.choice for m in await woman.reads() if m.sender is Sender.WOMAN][-1] is None


async def test_the_words_of_a_way_out_are_not_kept_as_her_code_word(woman: Woman) -> None:
    await woman.says("", choice="word", page=False)
    await woman.says(BOOK.faq().lines.say("choice_word_keep", "vi"), page=False)
    assert [m.choice for m in await woman.reads() if m.sender is Sender.WOMAN][-1] == "word.keep"


async def test_numbers_go_on_where_they_are_shown(tmp_path: Path) -> None:
    both = Reply("A", (Choice("themes", "Chủ đề"),)), Reply("B", (Choice("none", "Thôi"),))
    assistant = FakeAssistant({"hỏi": Answered(both, Decision.CLARIFY)})
    numbering = Numbering()
    async with an_office(tmp_path, assistant, numbering) as office:
        for channel, number, chosen in (
            ("webchat", "1", None),
            ("push", "1", "themes"),
            ("push", "2", "none"),
        ):
            woman = Woman(office, address=f"{channel} {number}", channel=channel)
            await woman.says("hỏi")
            await woman.says(number)
            assert assistant.turns[-1].choice == chosen
    assert [m.text for m in numbering.sent][:2] == ["A\n\n1. Chủ đề", "B\n\n2. Thôi"]


class Numbering(PushChannel):
    """A platform without buttons."""

    limits = Limits(numbered=True)
