"""Who gets the next place before Rasa."""

import asyncio

import pytest

from app.rasa import places
from app.rasa.places import Places

LONG = 4000


async def visitor(room: Places, name: str, characters: int, done: list[str]) -> None:
    async with room.one(characters, patience=5):
        done.append(name)
        await asyncio.sleep(0.01)


async def test_a_short_question_goes_before_long_texts_that_came_earlier() -> None:
    room, done = Places(1), list[str]()
    texts = {"first": LONG, "long": LONG, "another long": LONG, "short": 60}
    async with asyncio.TaskGroup() as group:
        for name, characters in texts.items():
            group.create_task(visitor(room, name, characters, done))
    assert done == ["first", "short", "long", "another long"]


async def test_among_texts_of_the_same_length_who_came_first_is_first() -> None:
    room, done = Places(2), list[str]()
    async with asyncio.TaskGroup() as group:
        for name in "abcdef":
            group.create_task(visitor(room, name, 60, done))
    assert done == list("abcdef")


async def test_a_long_text_is_not_overtaken_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "PER_CHARACTER", 0.04 / LONG)
    room, done = Places(1), list[str]()
    async with asyncio.TaskGroup() as group:
        for name in ("first", "long"):
            group.create_task(visitor(room, name, LONG, done))
        for number in range(20):  # twice as much as fits in until the long one is due
            group.create_task(visitor(room, f"short {number}", 1, done))
            await asyncio.sleep(0.005)
    assert done.index("long") < 15


async def test_who_gives_up_waiting_leaves_her_place_to_others() -> None:
    room, done = Places(1), list[str]()
    async with room.one(1, patience=1):
        with pytest.raises(TimeoutError):
            async with room.one(1, patience=0.01):
                raise AssertionError("there was no place")
        gone = asyncio.create_task(visitor(room, "gone", 1, done))
        kept = asyncio.create_task(visitor(room, "kept", 1, done))
        await asyncio.sleep(0)
        gone.cancel()
    await kept
    assert done == ["kept"]
    await visitor(room, "later", 1, done)
    assert done == ["kept", "later"]


async def test_a_place_given_to_somebody_who_just_went_is_not_lost() -> None:
    room, done = Places(1), list[str]()
    async with room.one(1, patience=1):
        gone = asyncio.create_task(visitor(room, "gone", 1, done))
        await asyncio.sleep(0)
    gone.cancel()  # the place is hers by now, and she has not looked yet
    with pytest.raises(asyncio.CancelledError):
        await gone
    async with asyncio.timeout(1):
        await visitor(room, "later", 1, done)
    assert done == ["later"]


async def test_the_time_in_the_place_is_not_counted_as_waiting() -> None:
    room = Places(1)
    async with room.one(1, patience=0.01):
        await asyncio.sleep(0.03)
