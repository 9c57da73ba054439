"""She sets, changes and drops her code word in the chat; the word itself stays nowhere."""

from datetime import timedelta
from pathlib import Path

import pytest

from counselling.buckets import Buckets
from counselling.clock import utc_now
from counselling.permissions import Role
from counselling.returning.returning import NoWayBack
from tests import looking
from tests.connectors.telegram.room import LAN, Room, line
from tests.counselling.cast import BOOK, Woman

WORD = "hoa mai vàng"
YES = BOOK.faq().consent.short_yes["vi"]


async def wants_a_word(room: Room) -> None:
    await room.writes("đổi từ riêng")
    await room.taps(line("choice_word"))


async def has_a_word(room: Room) -> bool:
    address = (await room.reads())[0].conversation_id
    async with room.office.store.read() as tx:
        return (await tx.hers.wish(address)).word_hash is not None


async def opens(room: Room, code: str, word: str) -> bool:
    """Whether the code and the word open her chat somewhere else."""
    web = Woman(room.office, address="her-web")
    try:
        await web.comes_back(code, word, to="her-new-web")
    except NoWayBack:
        return False
    return True


async def test_she_is_told_what_happens_with_it_before_she_writes_it(room: Room) -> None:
    await wants_a_word(room)

    assert room.last().text == line("ask_new_word")
    assert room.last().labels == [line("choice_word_keep")]


async def test_the_word_is_set_told_of_and_nowhere_to_be_read(room: Room, tmp_path: Path) -> None:
    await wants_a_word(room)
    update = await room.writes(WORD)

    assert room.last().text == line("word_set")
    said = [message.text for message in await room.reads()]
    assert line("sent_word") in said
    assert not any(WORD in text for text in said)
    assert WORD.encode() not in looking.kept(tmp_path)
    await room.until(lambda: bool(room.api.of("deleteMessages")))
    ids = room.api.of("deleteMessages")[0]["message_ids"]
    assert [int(number) for number in ids] == [update["message"]["message_id"]]


async def test_it_is_needed_with_her_code_and_another_opens_nothing(room: Room) -> None:
    code = await room.takes_a_code()
    await wants_a_word(room)
    await room.writes(WORD)

    assert not await opens(room, code, "")
    assert not await opens(room, code, "hoa sen")
    assert await opens(room, code, "Hoa Mai Vang")


async def test_it_can_be_changed_and_dropped(room: Room) -> None:
    code = await room.takes_a_code()
    await wants_a_word(room)
    await room.writes(WORD)
    await wants_a_word(room)
    await room.writes("hoa sen")
    assert not await opens(room, code, WORD)

    await wants_a_word(room)
    await room.taps(line("choice_word_drop"))
    assert room.last().text == line("said_word_drop")
    assert await opens(room, code, "")


async def test_she_may_leave_it_as_it_is_and_then_writes_as_always(room: Room) -> None:
    await wants_a_word(room)
    await room.taps(line("choice_word_keep"))
    await room.writes("ly hôn")

    assert room.last().text == "answer to ly hôn"
    assert not await has_a_word(room)


@pytest.mark.parametrize("text", ["làm giấy khai sinh ở đâu", "ly hôn ở đâu?", "x", "/abc"])
async def test_what_can_hardly_be_a_word_is_a_question_and_answered(room: Room, text: str) -> None:
    await wants_a_word(room)
    await room.writes(text)

    assert line("word_unfit") in room.api.texts(LAN)
    assert room.last().text == f"answer to {text}"
    assert not await has_a_word(room)


async def test_a_cry_for_help_is_never_a_word(room: Room) -> None:
    await wants_a_word(room)
    await room.writes("cứu em với")

    assert "113" in "".join(room.api.texts(LAN))
    assert "cứu em với" in [message.text for message in await room.reads()]
    assert line("word_unfit") not in room.api.texts(LAN)  # in danger one thing at a time
    assert not await has_a_word(room)


async def test_ten_minutes_later_her_words_are_a_message(room: Room) -> None:
    await wants_a_word(room)
    room.office.reception._new_words._now = lambda: utc_now() + timedelta(minutes=11)
    await room.writes("ly hôn")

    assert room.last().text == "answer to ly hôn"


async def test_a_counsellor_who_comes_in_between_does_not_get_to_read_it(room: Room) -> None:
    await room.writes("chồng đang đánh em, cứu em với")
    await room.taps(YES)
    code = (await room.state()).ticket
    assert code
    await wants_a_word(room)
    lan = await room.office.staff.add(
        "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
    )
    await room.office.casework.claim(code, by=lan)
    await room.writes(WORD)

    words = [m.text for m in await room.office.casework.transcript(code, by=lan)]
    assert line("sent_word") in words
    assert WORD not in words
    assert (await room.office.casework.ticket(code, by=lan)).has_word


async def test_who_changes_it_again_and_again_is_asked_to_wait_and_nothing_is_kept(
    room: Room,
) -> None:
    room.office.reception._new_words._rate = Buckets(1, 0)
    for word in (WORD, "hoa sen"):
        await wants_a_word(room)
        await room.writes(word)

    assert room.last().text == line("word_not_now")
    assert "hoa sen" not in [message.text for message in await room.reads()]
