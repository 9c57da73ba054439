"""Her yes and no are kept with the exact words, and she can take them back at any time."""

from pathlib import Path

import pytest

from app.book import Book
from app.office import Office
from counselling.permissions import User
from counselling.store.records import ConsentLine
from counselling.tickets.ticket import NotYours
from tests.counselling.cast import BOOK, ROOT, FakeAssistant, Woman
from tests.the_set import the_set


async def answers(office: Office, woman: Woman) -> list[ConsentLine]:
    async def read() -> list[ConsentLine]:
        async with office.store.read() as tx:
            conversation = await tx.conversations.at(woman.channel, woman.address)
            assert conversation
            return await tx.records.consents(conversation.id)

    return await office.store.finish(read())


@pytest.fixture
def without_rasa(assistant: FakeAssistant) -> None:
    """The understudy asks as Rasa does."""
    assistant.down = True


@pytest.mark.usefixtures("without_rasa")
async def test_the_whole_question_and_both_answers_are_kept_with_their_version(
    office: Office, woman: Woman
) -> None:
    await woman.taps("person")
    await woman.taps("consent.no")
    await woman.taps("person")
    await woman.taps("consent.yes")
    no, yes = await answers(office, woman)
    assert (no.what, no.given, yes.given) == ("counsellor_reads", False, True)
    assert yes.text == f"{BOOK.faq().consent.ask('vi')}\nTôi đồng ý / Tôi không đồng ý"
    assert (yes.version, yes.language) == (BOOK.faq().consent.version, "vi")
    assert "365 ngày" in (yes.text or "")


async def test_in_danger_the_short_question_is_what_she_agreed_to(
    office: Office, woman: Woman
) -> None:
    await woman.asks_for_a_person()
    (yes,) = await answers(office, woman)
    assert yes.text
    assert "113" in yes.text
    assert yes.text.endswith("Có, mời tư vấn viên đọc / Không, tôi chưa muốn")
    assert yes.version == f"{BOOK.faq().consent.version} short"


async def test_in_danger_the_whole_question_is_one_tap_away(office: Office, woman: Woman) -> None:
    await woman.says("chồng đang đánh em, cứu em với")
    await woman.taps("consent.about")
    last = (await woman.reads())[-1]
    assert last.text == BOOK.faq().consent.ask("vi")
    assert [choice.id for choice in last.choices] == ["consent.yes", "consent.no"]
    await woman.taps("consent.yes")
    (yes,) = await answers(office, woman)
    assert yes.version == BOOK.faq().consent.version


async def test_she_takes_it_back_and_nothing_is_readable_from_then_on(
    office: Office, woman: Woman, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    assert await office.casework.transcript(code, by=lan)
    await woman.taps("withdraw")
    assert await office.casework.transcript(code, by=lan) == []
    view = await office.casework.ticket(code, by=lan)
    assert (view.row.state, view.readable) == ("cancelled", False)
    assert [event.what for event in view.events][-1] == "withdrawn"
    with pytest.raises(NotYours):
        await office.casework.reply(code, by=lan, text="Chị ơi", external_id="1")
    state = await office.reception.state("webchat", woman.address)
    assert (state.handler, state.ticket) == ("assistant", None)
    await woman.says("giấy tờ")
    assert (await woman.texts())[-1] == "answer to giấy tờ"
    assert await office.casework.transcript(code, by=lan) == []
    assert (await answers(office, woman))[-1].what == "stops_reading"


async def test_a_ticket_that_ended_before_is_closed_to_the_desk_too(
    office: Office, woman: Woman, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    await office.casework.close(code, by=lan)
    await woman.taps("withdraw")
    assert await office.casework.transcript(code, by=lan) == []


async def test_a_new_yes_opens_it_again(office: Office, woman: Woman, lan: User) -> None:
    await woman.asks_for_a_person()
    await woman.taps("withdraw")
    newer = await woman.asks_for_a_person()
    assert await office.casework.transcript(newer, by=lan)


async def test_erasing_takes_the_consents_along(office: Office, woman: Woman) -> None:
    await woman.asks_for_a_person()
    await woman.taps("withdraw")
    await office.reception.erase("webchat", woman.address)
    await woman.says("xin chào")
    assert await answers(office, woman) == []


def test_the_days_she_is_told_are_those_of_the_setting() -> None:
    asked = Book(ROOT / "faq", keep_cases_days=90, read_before=the_set()).faq().consent
    assert "90 ngày" in asked.ask("vi")
    assert "90 days" in asked.ask("en")
    assert "90일" in asked.ask("ko")


def test_nothing_in_the_fixed_texts_asks_for_name_phone_or_place() -> None:
    texts = Path(ROOT / "faq/lines.yml").read_text("utf-8").lower()
    for asking in ("tên chị là gì", "số điện thoại của chị", "chị ở đâu", "your name?", "이름이"):
        assert asking not in texts
