"""How many sockets are open, and who has to go when there is no place."""

from dataclasses import dataclass

import pytest

from connectors.webchat.doors import Doors, Full


@dataclass(eq=False)
class Guest:
    in_conversation: bool = False


def test_as_long_as_there_are_places_nobody_has_to_go() -> None:
    doors: Doors[Guest] = Doors(overall=4, of_a_network=2)
    assert [doors.enter(Guest(), name) for name in ("a", "a", "b", None)] == [None] * 4
    assert len(doors) == 4


def test_in_a_full_network_the_oldest_silent_guest_makes_place_and_no_other_networks() -> None:
    doors: Doors[Guest] = Doors(overall=9, of_a_network=2)
    elsewhere, talking, silent = Guest(), Guest(in_conversation=True), Guest()
    doors.enter(elsewhere, "b")
    doors.enter(talking, "a")
    doors.enter(silent, "a")
    assert doors.enter(Guest(), "a") is silent
    assert len(doors) == 3


def test_who_is_in_conversation_is_never_sent_away() -> None:
    doors: Doors[Guest] = Doors(overall=9, of_a_network=2)
    for _ in range(2):
        doors.enter(Guest(in_conversation=True), "a")
    with pytest.raises(Full):
        doors.enter(Guest(), "a")
    assert len(doors) == 2


def test_in_a_full_house_the_most_crowded_network_gives_a_place_up() -> None:
    doors: Doors[Guest] = Doors(overall=4, of_a_network=9)
    alone, crowd = Guest(), [Guest() for _ in range(3)]
    doors.enter(alone, "b")
    for guest in crowd:
        doors.enter(guest, "a")
    assert doors.enter(Guest(), "c") is crowd[0]


def test_if_the_crowd_is_in_conversation_the_next_network_is_looked_at() -> None:
    doors: Doors[Guest] = Doors(overall=3, of_a_network=9)
    alone = Guest()
    doors.enter(alone, "b")
    for _ in range(2):
        doors.enter(Guest(in_conversation=True), "a")
    assert doors.enter(Guest(), "c") is alone


def test_leaving_makes_place_and_is_counted_once() -> None:
    doors: Doors[Guest] = Doors(overall=1, of_a_network=1)
    guest = Guest(in_conversation=True)
    doors.enter(guest, "a")
    doors.leave(guest, "a")
    doors.leave(guest, "a")
    assert len(doors) == 0
    assert doors.enter(Guest(), "a") is None
