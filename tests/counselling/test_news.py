"""What nobody asked for waits where it could ring at the wrong hour, and nothing else does."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from counselling.clock import utc_now
from counselling.conversations import Sender
from counselling.live import Resync, case_topic
from counselling.news import DUTY, HANDLER, going
from counselling.permissions import Role
from counselling.scribe import Scribe
from counselling.store.outbox import Parcel
from tests import looking
from tests.counselling.cast import BOOK, FakeAssistant, PushChannel, Woman, an_office
from tests.counselling.ringing import Case


def line(key: str) -> str:
    return BOOK.faq().lines.say(key, "vi")


HERE, HANDED_BACK, CLOSED = (
    line(key) for key in ("counsellor_here", "handed_back", "ticket_closed")
)


@pytest.fixture
async def case(tmp_path: Path) -> AsyncIterator[Case]:
    phone = PushChannel()
    async with an_office(tmp_path, FakeAssistant(), phone) as office:
        woman = Woman(office, channel="push")
        code = await woman.asks_for_a_person()
        lan = await office.staff.add(
            "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
        )
        case = Case(office, phone, woman, code, lan, utc_now(), len(phone.sent))
        for one in (
            office.casework,
            office.casework._cases,
            office.outbox,
            office.outbox._delivering,
        ):
            one._now = lambda: case.now
        yield case


async def test_while_she_is_there_she_sees_at_once_who_answers_her(case: Case) -> None:
    await case.does("claim")
    assert case.shown() == [HERE]


async def test_once_she_is_silent_it_waits_until_she_writes(case: Case) -> None:
    await case.does("claim")
    await case.silent_for(11)
    await case.does("close")
    await case.silent_for(60 * 24 * 3)
    assert case.shown() == [HERE]

    case.now = utc_now()
    await case.woman.says("em đây ạ")
    assert case.shown() == [HERE, CLOSED, "answer to em đây ạ"]


async def test_it_goes_out_when_her_safe_hours_begin(case: Case) -> None:
    await case.woman.taps("contact")
    await case.woman.taps("contact.day")
    said = len(case.shown())
    night = (utc_now() + timedelta(days=1)).replace(hour=16, minute=0)  # 23:00 in Viet Nam
    await case.at(night)
    await case.does("claim")
    await case.at(night + timedelta(hours=8, minutes=50))
    assert case.shown()[said:] == []

    await case.at(night + timedelta(hours=9, minutes=1))
    assert case.shown()[said:] == [HERE]


async def test_at_any_time_means_at_any_time(case: Case) -> None:
    await case.woman.taps("contact")
    await case.woman.taps("contact.any")
    await case.silent_for(60 * 12)
    await case.does("claim")
    assert case.shown()[-1] == HERE


async def test_her_words_while_a_counsellor_has_the_conversation_let_it_go_too(case: Case) -> None:
    await case.silent_for(11)
    await case.does("claim")
    assert case.shown() == []

    case.now = utc_now()
    await case.woman.says("có ai không ạ")
    assert case.shown() == [HERE]


async def test_a_counsellor_who_writes_all_the_same_is_not_without_a_name_tag(case: Case) -> None:
    await case.silent_for(11)
    await case.does("claim")
    await case.news("Đối tác đã trả lời.", "referral:7")
    await case.does("reply", text="Chị ơi", external_id="1")
    assert case.shown() == [HERE, "Chị ơi"]


async def test_of_news_of_one_thing_only_the_newest_waits(case: Case) -> None:
    await case.silent_for(11)
    await case.does("claim")
    await case.does("hand_back")
    await case.news("Đối tác A đã nhận.", "referral:7")
    await case.news("Đối tác B đã nhận.", "referral:8")
    await case.news("Đối tác A đã xong.", "referral:7")
    assert (await case.view()).news_waiting == 3

    case.now = utc_now()
    await case.woman.says("em đây ạ")
    assert case.shown() == [
        HANDED_BACK,
        "Đối tác B đã nhận.",
        "Đối tác A đã xong.",
        "answer to em đây ạ",
    ]


async def test_what_was_said_of_the_calls_is_over_once_somebody_has_come(case: Case) -> None:
    await case.silent_for(11)
    await case.news("Vẫn chưa có ai trả lời.", DUTY)
    await case.does("claim")

    case.now = utc_now()
    await case.woman.says("em đây ạ")
    assert case.shown() == [HERE]


async def test_help_in_danger_goes_before_all_that_waited(case: Case) -> None:
    await case.silent_for(11)
    await case.news("Đối tác đã trả lời.", "referral:7")

    case.now = utc_now()
    await case.woman.says("anh ấy đang cầm dao, cứu em")
    first, *_ = case.phone.sent[case.before :]
    assert first.sender is Sender.ASSISTANT
    assert "113" in first.text


async def test_the_desk_sees_that_something_waits_and_until_when(case: Case) -> None:
    assert (await case.view()).news_wait_until is None
    await case.woman.taps("contact")
    await case.woman.taps("contact.evening")
    noon = (utc_now() + timedelta(days=1)).replace(hour=5, minute=0, second=0, microsecond=0)
    await case.at(noon)
    await case.does("claim")
    assert (await case.view()).news_wait_until == noon + timedelta(hours=6)

    evening = noon + timedelta(hours=6, minutes=1)
    with case.office.live.subscribe(case_topic((await case.view()).conversation_id)) as seen:
        await case.at(evening)
        assert isinstance(seen.get_nowait(), Resync)
    assert (await case.view()).news_wait_until is None


async def test_an_hour_that_ended_while_the_channel_was_down_is_not_safe_any_more(
    case: Case,
) -> None:
    await case.woman.taps("contact")
    await case.woman.taps("contact.day")
    said = len(case.shown())
    last_minute = (utc_now() + timedelta(days=1)).replace(hour=9, minute=59)  # 16:59 there
    case.now = last_minute
    async with case.office.store.write() as tx:
        conversation = await tx.conversations.at("push", case.woman.address)
        assert conversation
        scribe = Scribe(tx, conversation, lambda: case.now)
        await scribe.write(Sender.SYSTEM, "Tin mới", unasked="referral:7")
        await tx.conversations.save(conversation)

    await case.at(last_minute + timedelta(minutes=2))
    assert case.shown()[said:] == []


async def test_after_a_restart_it_waits_on(case: Case, tmp_path: Path) -> None:
    await case.silent_for(11)
    await case.does("claim")
    await case.office.close()
    looking.change(tmp_path, "UPDATE message SET at = '2026-01-01 00:00:00.000000'")
    async with an_office(tmp_path, FakeAssistant(), phone := PushChannel()) as office:
        await office.outbox.settle()
        assert phone.sent == []


async def test_who_goes_on_in_the_web_chat_is_kept_from_nothing(case: Case) -> None:
    code = await case.woman.takes_a_code()
    await case.silent_for(11)
    await case.does("claim")
    web = Woman(case.office, address="her-web")
    await web.comes_back(code, to="her-new-web")
    await case.at(case.now)

    assert HERE in await web.texts()
    assert case.shown() == []
    assert (await case.view()).news_waiting == 0


async def test_on_the_web_chat_it_is_there_when_she_looks(tmp_path: Path) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        woman = Woman(office)
        code = await woman.asks_for_a_person()
        lan = await office.staff.add(
            "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
        )
        office.casework._now = lambda: utc_now() + timedelta(hours=5)
        await office.casework.claim(code, by=lan)
        await office.outbox.settle()
        assert HERE in await woman.texts()
        assert (await office.casework.ticket(code, by=lan)).news_wait_until is None


def parcel(seq: int, unasked: str | None = None, *, urgent: bool = False) -> Parcel:
    return Parcel(seq, "c", seq, 0, utc_now(), urgent, unasked)


def seqs(parcels: list[Parcel]) -> list[int]:
    return [one.seq for one in parcels]


def test_what_is_no_news_keeps_its_order_beside_what_waits() -> None:
    on_the_way = [parcel(1, HANDLER), parcel(2), parcel(3, DUTY), parcel(4), parcel(5, HANDLER)]
    assert seqs(going(on_the_way, safe=False)) == [1, 2, 4]
    assert seqs(going(on_the_way, safe=True)) == [1, 2, 3, 4, 5]
    assert seqs(going([parcel(1, HANDLER), parcel(2, urgent=True)], safe=True)) == [2, 1]
