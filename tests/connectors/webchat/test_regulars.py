"""The conversations that were there first."""

from connectors.webchat.regulars import Regulars


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_those_who_were_there_first_keep_their_places() -> None:
    regulars = Regulars(2, 3600, Clock())
    for chat in ("first", "second", "late", "first"):
        regulars.note("a", chat)
    assert [regulars.has("a", chat) for chat in ("first", "second", "late")] == [True, True, False]


def test_each_address_has_its_own_places() -> None:
    regulars = Regulars(1, 3600, Clock())
    regulars.note("a", "hers")
    regulars.note("b", "theirs")
    assert regulars.has("b", "theirs")
    assert not regulars.has("b", "hers")


def test_who_is_quiet_for_long_gives_the_place_up() -> None:
    clock = Clock()
    regulars = Regulars(1, 3600, clock)
    regulars.note("a", "first")
    clock.now = 3000
    regulars.note("a", "first")
    clock.now = 6000
    regulars.note("a", "late")
    assert not regulars.has("a", "late")
    clock.now = 7000
    regulars.note("a", "late")
    assert regulars.has("a", "late")
