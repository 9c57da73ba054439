"""Once a person has the conversation no machine speaks, through every way it can pass on."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest

from app.office import Office
from counselling.channels import DeliveryError, Inbound, Outbound
from counselling.conversations import Sender
from counselling.permissions import Role, User
from counselling.reception import UnknownChoice
from tests.counselling.cast import FakeAssistant, PushChannel, Woman, an_office

Move = Callable[[Office, str, User, User, User], Awaitable[None]]


async def to_colleague(office: Office, code: str, lan: User, hoa: User, _mai: User) -> None:
    await office.casework.talk.passing_on.to_colleague(code, by=lan, to=hoa.id)


async def to_office(office: Office, code: str, lan: User, _hoa: User, _mai: User) -> None:
    await office.casework.talk.passing_on.to_office(code, by=lan, office="can-tho")


async def to_office_and_claimed(office: Office, code: str, lan: User, hoa: User, mai: User) -> None:
    await to_office(office, code, lan, hoa, mai)
    await office.casework.claim(code, by=hoa)


async def taken_over(office: Office, code: str, lan: User, _hoa: User, mai: User) -> None:
    await office.casework.talk.passing_on.take_over(code, by=mai, held_by=lan.id)


async def supervisor_asked(office: Office, code: str, lan: User, _hoa: User, mai: User) -> None:
    await office.casework.talk.supervision.ask(code, by=lan, question="giúp em")
    await office.casework.talk.notes.write(code, by=mai, text="hỏi về nơi ở")


async def back_and_to_office(office: Office, code: str, lan: User, hoa: User, mai: User) -> None:
    """There and back: Hoa hands it on to the office it came from."""
    await to_colleague(office, code, lan, hoa, mai)
    await office.casework.talk.passing_on.to_office(code, by=hoa, office="ha-noi")


MOVES = [
    to_colleague, to_office, to_office_and_claimed, taken_over, supervisor_asked,
    back_and_to_office,
]  # fmt: skip
EACH_MOVE = pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)


class SlowChannel(PushChannel):
    """Like Telegram it takes its time, and looks again before anything goes out."""

    async def send(self, outbound: Outbound) -> None:
        await outbound.look_again()
        await super().send(outbound)


async def machine_spoke(woman: Woman) -> int:
    return sum(message.sender is Sender.ASSISTANT for message in await woman.reads())


@EACH_MOVE
async def test_whatever_she_writes_or_taps_no_machine_answers(
    office: Office, woman: Woman, lan: User, hoa: User, mai: User, code: str, move: Move
) -> None:
    await move(office, code, lan, hoa, mai)
    before = await machine_spoke(woman)
    for words in ("giấy khai sinh?", "chồng đang đánh em, cứu em với", "có ai không"):
        await woman.says(words)
    for tap in ("person", "themes", "where:vn", "helpful:legal/id-card"):
        with suppress(UnknownChoice):  # a button that is not there is refused, which is as good
            await woman.taps(tap)
    assert await machine_spoke(woman) == before


@EACH_MOVE
async def test_a_turn_the_assistant_was_still_thinking_about_is_dropped(
    office: Office,
    woman: Woman,
    assistant: FakeAssistant,
    lan: User,
    hoa: User,
    mai: User,
    move: Move,
) -> None:
    code = await woman.asks_for_a_person()
    assistant.gate = asyncio.Event()
    await office.reception.receive(Inbound("webchat", woman.address, "slow", "giấy khai sinh?"))
    await asyncio.sleep(0.05)
    await office.casework.claim(code, by=lan)
    before = await machine_spoke(woman)
    await move(office, code, lan, hoa, mai)
    assistant.gate.set()
    await office.turns.settle()
    assert await machine_spoke(woman) == before


@EACH_MOVE
async def test_a_reply_of_the_machine_that_was_delayed_never_goes_out(
    tmp_path_factory: pytest.TempPathFactory, move: Move
) -> None:
    folder = tmp_path_factory.mktemp("delayed")
    channel = SlowChannel()
    async with an_office(folder, FakeAssistant(), channel) as office:
        people = [await _member(office, name) for name in ("lan", "hoa", "mai")]
        woman = Woman(office, channel="push")
        code = await woman.asks_for_a_person()
        channel.errors.append(DeliveryError("slow net", retry_after=0.2))
        await office.reception.receive(Inbound("push", woman.address, "slow", "giấy khai sinh?"))
        await office.turns.settle()
        await office.casework.claim(code, by=people[0])
        await move(office, code, *people)
        await office.outbox.settle()
        assert "answer to giấy khai sinh?" in await woman.texts()
        assert "answer to giấy khai sinh?" not in [message.text for message in channel.sent]


async def _member(office: Office, name: str) -> User:
    role = Role.SUPERVISOR if name == "mai" else Role.COUNSELLOR
    return await office.staff.add(
        name, name.title(), role, "a long enough password", must_change_password=False
    )


async def test_between_two_offices_danger_makes_it_an_emergency_that_nobody_has(
    office: Office, lan: User, thu: User
) -> None:
    calm = Woman(office, address="calm")
    code = await calm.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    await office.casework.talk.passing_on.to_office(code, by=lan, office="can-tho")
    await calm.says("anh ta đang cầm dao")
    async with office.store.read() as tx:
        assert await tx.pages.waiting() == [code]  # who is on duty is called
    await office.casework.claim(code, by=thu)
    async with office.store.read() as tx:
        assert await tx.pages.waiting() == []


async def test_closed_after_all_of_it_the_assistant_answers_again(
    office: Office, woman: Woman, lan: User, hoa: User, mai: User, code: str
) -> None:
    await to_office_and_claimed(office, code, lan, hoa, mai)
    await office.casework.close(code, by=hoa)
    await woman.says("giấy khai sinh?")
    assert (await woman.texts())[-1] == "answer to giấy khai sinh?"
