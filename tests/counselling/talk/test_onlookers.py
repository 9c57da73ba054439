"""Two who look at one case know of each other."""

from datetime import UTC, datetime, timedelta

from app.office import Office
from counselling.live import Live, OnlookersChanged, case_topic
from counselling.permissions import Role, User
from counselling.talk.onlookers import STILL_WRITING, Onlooker, Onlookers

LAN = User("1", "lan", "Lan", Role.COUNSELLOR)
HOA = User("2", "hoa", "Hoa", Role.COUNSELLOR)


class Clock:
    now = datetime(2026, 11, 22, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_each_sees_the_other_and_not_herself() -> None:
    onlookers = Onlookers(Live(), Clock())
    with onlookers.looking("c1", LAN), onlookers.looking("c1", HOA):
        assert onlookers.beside("c1", LAN) == [Onlooker("Hoa", writes=False)]
        assert onlookers.beside("c1", HOA) == [Onlooker("Lan", writes=False)]
        assert onlookers.beside("c2", LAN) == []


def test_who_has_two_tabs_is_there_until_both_are_closed() -> None:
    onlookers = Onlookers(Live(), Clock())
    with onlookers.looking("c1", HOA):
        with onlookers.looking("c1", HOA):
            pass
        assert onlookers.beside("c1", LAN) == [Onlooker("Hoa", writes=False)]
    assert onlookers.beside("c1", LAN) == []


def test_writing_fades_away() -> None:
    clock = Clock()
    onlookers = Onlookers(Live(), clock)
    with onlookers.looking("c1", HOA):
        onlookers.writes("c1", HOA)
        assert onlookers.beside("c1", LAN) == [Onlooker("Hoa", writes=True)]
        clock.now += STILL_WRITING + timedelta(seconds=1)
        assert onlookers.beside("c1", LAN) == [Onlooker("Hoa", writes=False)]


def test_nothing_is_kept_of_who_has_left() -> None:
    onlookers = Onlookers(Live(), Clock())
    with onlookers.looking("c1", HOA):
        onlookers.writes("c1", HOA)
    onlookers.writes("c1", HOA)  # a sign that came late
    assert [vars(onlookers)[name] for name in ("_open", "_names", "_wrote")] == [{}, {}, {}]


def test_the_case_is_told_of_each_coming_going_and_beginning_to_write() -> None:
    live = Live()
    onlookers = Onlookers(live, Clock())
    with live.subscribe(case_topic("c1")) as events:
        with onlookers.looking("c1", HOA):
            onlookers.writes("c1", HOA)
            onlookers.writes("c1", HOA)
        told = [events.get_nowait() for _ in range(events.qsize())]
    assert told == [OnlookersChanged()] * 3


async def test_the_holders_typing_is_seen_by_colleagues(
    office: Office, lan: User, hoa: User, code: str
) -> None:
    onlookers = office.casework.talk.onlookers
    conversation_id = (await office.casework.ticket(code, by=lan)).conversation_id
    with onlookers.looking(conversation_id, lan):
        await office.casework.typing(code, by=lan)
        assert onlookers.beside(conversation_id, hoa) == [Onlooker("Lan", writes=True)]
