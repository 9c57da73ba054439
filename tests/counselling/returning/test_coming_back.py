"""With her code she finds her conversation again, from any device, and nothing is lost."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from app.office import Office
from counselling.channels import Inbound
from counselling.conversations import Handler, Sender
from counselling.live import Erased, chat_topic
from counselling.permissions import User
from counselling.returning.budget import Budget
from counselling.returning.codes import CodeHasher, Misread, new_code
from counselling.returning.returning import Guard, NoWayBack, Returning, TooManyTries
from counselling.returning.words import WordKeeper
from counselling.store.tables import metadata
from tests.counselling.cast import QUICK, SECRET, FakeAssistant, Woman


class Watch:
    """The time, as the test tells it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def guard() -> Guard:
    return Guard(answer_after=0.0)


@pytest.fixture(autouse=True)
def returning(office: Office, watch: Watch, guard: Guard) -> Returning:
    """Answers wrong tries at once, and keeps the test's time."""
    back = Returning(
        office.store,
        office.live,
        office.turns,
        CodeHasher(SECRET),
        WordKeeper(QUICK),
        now=watch,
        guard=guard,
    )
    object.__setattr__(office, "returning", back)
    return back


@pytest.fixture
async def code(woman: Woman) -> str:
    """She has written and taken a code."""
    await woman.says("con tôi chưa khai sinh")
    return await woman.takes_a_code()


async def test_she_finds_her_conversation_in_a_fresh_chat(woman: Woman, code: str) -> None:
    before = await woman.reads()
    await woman.comes_back(code, to="library")
    assert await woman.reads() == before
    await woman.says("tôi đây")
    assert "tôi đây" in await woman.texts()


async def test_the_old_chat_shows_nothing_more_and_is_told_at_once(
    woman: Woman, office: Office, code: str
) -> None:
    with office.live.subscribe(chat_topic("webchat", "her-phone")) as old_screen:
        await woman.comes_back(code, to="library")
        assert isinstance(old_screen.get_nowait(), Erased)
    assert await Woman(office, address="her-phone").reads() == []


async def test_the_code_works_again_until_she_takes_another(woman: Woman, code: str) -> None:
    await woman.comes_back(code, to="library")
    await woman.comes_back(code, to="cafe")
    newer = await woman.takes_a_code()
    with pytest.raises(NoWayBack):
        await woman.comes_back(code, to="elsewhere")
    await woman.comes_back(newer, to="home")


async def test_a_dropped_code_leads_nowhere(woman: Woman, office: Office, code: str) -> None:
    await office.returning.drop_code("webchat", woman.address)
    with pytest.raises(NoWayBack):
        await woman.comes_back(code, to="library")


async def test_an_erased_conversation_cannot_be_come_back_to(
    woman: Woman, office: Office, code: str
) -> None:
    await office.reception.erase("webchat", woman.address)
    with pytest.raises(NoWayBack):
        await woman.comes_back(code, to="library")


async def test_she_may_take_a_code_before_she_has_written(woman: Woman, office: Office) -> None:
    code = await woman.takes_a_code()
    assert (await office.returning.kept("webchat", woman.address)).code
    await woman.comes_back(code, to="library")
    assert await woman.reads() == []


async def test_a_slip_of_the_finger_is_told_and_costs_no_try(woman: Woman, code: str) -> None:
    slip = code[:-1] + str((int(code[-1]) + 1) % 10)
    for _ in range(100):
        with pytest.raises(Misread):
            await woman.comes_back(slip, to="library")
    await woman.comes_back(code, to="library")


async def test_when_the_budget_of_wrong_codes_is_spent_no_code_is_tried(
    woman: Woman, guard: Guard, code: str
) -> None:
    object.__setattr__(guard, "budget", Budget(burst=3, per_second=0.0))
    for _ in range(3):
        with pytest.raises(NoWayBack):
            await woman.comes_back(new_code(), to="library")
    with pytest.raises(TooManyTries):
        await woman.comes_back(code, to="library")


async def test_right_codes_do_not_use_up_the_budget(woman: Woman, guard: Guard, code: str) -> None:
    object.__setattr__(guard, "budget", Budget(burst=1, per_second=0.0))
    for place in ("library", "cafe", "home"):
        await woman.comes_back(code, to=place)


async def test_with_a_word_the_code_alone_does_not_open_it(woman: Woman, code: str) -> None:
    await woman.sets_the_word("Hoa Sen")
    for word in ("", "hoa hồng"):
        with pytest.raises(NoWayBack):
            await woman.comes_back(code, word, to="library")
    await woman.comes_back(code, "hoa sen", to="library")


async def test_a_word_too_many_does_no_harm(woman: Woman, code: str) -> None:
    await woman.comes_back(code, "never set", to="library")


async def test_after_five_wrong_words_the_code_rests_an_hour_then_twice_as_long(
    woman: Woman, watch: Watch, code: str
) -> None:
    await woman.sets_the_word("hoa sen")
    for _ in range(5):
        with pytest.raises(NoWayBack):
            await woman.comes_back(code, "wrong", to="library")
    for pause, opens in ((59, False), (2, True)):
        watch.time += timedelta(minutes=pause)
        if not opens:
            with pytest.raises(NoWayBack):
                await woman.comes_back(code, "hoa sen", to="library")
    with pytest.raises(NoWayBack):
        await woman.comes_back(code, "wrong", to="library")
    watch.time += timedelta(minutes=61)
    with pytest.raises(NoWayBack):
        await woman.comes_back(code, "hoa sen", to="library")
    watch.time += timedelta(minutes=60)
    await woman.comes_back(code, "hoa sen", to="library")


async def test_while_her_code_rests_she_can_write_anew_and_ask_for_a_counsellor(
    woman: Woman, office: Office, code: str
) -> None:
    await woman.sets_the_word("hoa sen")
    for _ in range(6):
        with pytest.raises(NoWayBack):
            await woman.comes_back(code, "wrong", to="library")
    anew = Woman(office, address="library")
    assert await anew.asks_for_a_person()


async def test_a_wrong_try_is_answered_no_sooner_for_no_such_code_than_for_a_wrong_word(
    woman: Woman, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str | None] = []
    verify = WordKeeper._verify  # counted, and done

    def counted(self: WordKeeper, word_hash: str | None, plain: str) -> bool:
        checked.append(word_hash)
        return verify(self, word_hash, plain)

    monkeypatch.setattr(WordKeeper, "_verify", counted)
    await woman.sets_the_word("hoa sen")
    for wrong_code, word in ((new_code(), "hoa sen"), (code, "wrong")):
        with pytest.raises(NoWayBack):
            await woman.comes_back(wrong_code, word, to="library")
    assert len(checked) == 2  # the costly part is done in both


async def test_what_she_wrote_meanwhile_follows_in_order_and_can_be_read(
    woman: Woman, office: Office, code: str
) -> None:
    young = Woman(office, address="library")
    await young.says("tôi quên số rồi")
    await young.says("à, nhớ ra rồi")
    old, new = await woman.texts(), await young.texts()
    await young.comes_back(code, to="library-2")
    assert await young.texts() == [*old, *new]
    assert [message.seq for message in await young.reads()] == list(range(1, len(old + new) + 1))
    await young.says("còn đây không?")
    assert (await young.texts())[-1] == "answer to còn đây không?"


async def test_a_message_sent_again_after_coming_back_is_still_the_same(
    office: Office, code: str
) -> None:
    young = Woman(office, address="library")
    await young.says("tôi đây")
    await young.comes_back(code, to="library-2")
    count = len(await young.reads())
    again = Inbound("webchat", young.address, "library-1", "tôi đây")
    assert (await office.reception.receive(again)).duplicate
    assert len(await young.reads()) == count


async def test_a_turn_that_was_due_is_taken_in_the_joined_conversation(
    office: Office, code: str, assistant: FakeAssistant
) -> None:
    assistant.gate = asyncio.Event()
    await office.reception.receive(Inbound("webchat", "library", "1", "đang chờ"))
    young = Woman(office, address="library")
    back = asyncio.create_task(young.comes_back(code, to="library-2"))
    await asyncio.sleep(0.1)
    assistant.gate.set()
    await back
    assert (await young.texts())[-2:] == ["đang chờ", "answer to đang chờ"]


async def test_of_two_tickets_the_counsellors_stays_and_the_other_names_it(
    woman: Woman, office: Office, lan: User
) -> None:
    kept = await woman.asks_for_a_person()
    code = await woman.takes_a_code()
    await office.casework.claim(kept, by=lan)
    young = Woman(office, address="library")
    gone = await young.asks_for_a_person()
    await young.comes_back(code, to="library-2")
    assert (await office.reception.state("webchat", "library-2")).ticket == kept
    assert [row.code for row in await office.casework.queue()] == [kept]
    ended = await office.casework.ticket(gone, by=lan)
    assert [event.what for event in ended.events][-1] == f"merged {kept}"
    view = await office.casework.ticket(kept, by=lan)
    assert [event.what for event in view.events][-2:] == [f"took_in {gone}", "returned"]


async def test_a_ticket_of_the_young_conversation_comes_along_with_its_counsellor(
    office: Office, lan: User, code: str
) -> None:
    young = Woman(office, address="library")
    ticket = await young.asks_for_a_person()
    await office.casework.claim(ticket, by=lan)
    await young.comes_back(code, to="library-2")
    state = await office.reception.state("webchat", "library-2")
    assert (state.handler, state.ticket) == (Handler.COUNSELLOR, ticket)
    await office.casework.reply(ticket, by=lan, text="Chào chị", external_id="1")
    assert (await young.texts())[-1] == "Chào chị"
    read = [message.text for message in await office.casework.transcript(ticket, by=lan)]
    assert "con tôi chưa khai sinh" in read


async def test_nothing_of_the_young_conversation_is_left_behind(office: Office, code: str) -> None:
    young = Woman(office, address="library")
    await young.says("tạm thời")
    await young.sets_the_word("hoa sen")
    await young.comes_back(code, to="library-2")
    assert (await office.returning.kept("webchat", "library-2")).word
    assert await Woman(office, address="library").reads() == []
    said = [m.text for m in await young.reads() if m.sender is Sender.WOMAN]
    assert said == ["con tôi chưa khai sinh", "tạm thời"]


def test_every_table_that_hangs_on_a_conversation_is_joined() -> None:
    """A new table must be thought of in store/joining.py (or, like the outbox, left behind)."""
    hanging = {
        table.name
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "conversation"
    }
    joined = {"message", "outcome", "feedback", "consent", "ticket", "return_code", "wish"}
    assert hanging == joined | {"outbox"}


async def test_the_key_of_the_young_conversation_is_destroyed_once_all_is_moved(
    office: Office, woman: Woman, code: str
) -> None:
    again = Woman(office, address="another phone")
    await again.says("em viết lại từ đầu")
    young = await _id_of(office, "another phone")

    await again.comes_back(code, to="library")

    assert young not in (await office.store.keys.ring()).keys


async def test_a_crash_before_the_key_is_destroyed_is_made_good_at_the_next_start(
    office: Office, woman: Woman, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = Woman(office, address="another phone")
    await again.says("em viết lại từ đầu")
    young = await _id_of(office, "another phone")

    async def crash(*_: object, **__: object) -> None:
        raise ConnectionAbortedError

    with monkeypatch.context() as broken:
        broken.setattr(office.store.keys, "destroy", crash)
        with pytest.raises(ConnectionAbortedError):
            await again.comes_back(code, to="library")
    await office.eraser.replay()

    assert young not in (await office.store.keys.ring()).keys


async def _id_of(office: Office, address: str) -> str:
    async with office.store.read() as tx:
        conversation = await tx.conversations.at("webchat", address)
    assert conversation
    return conversation.id
