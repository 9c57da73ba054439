"""One writer at a time, and danger first."""

import asyncio

import pytest

from counselling.store import one_writer
from counselling.store.one_writer import OneWriter


async def write(writer: OneWriter, name: str, order: list[str], *, urgent: bool = False) -> None:
    async with writer.turn(urgent=urgent):
        order.append(name)
        await asyncio.sleep(0)
        assert order[-1] == name


async def started(*works: asyncio.Task[None]) -> None:
    del works
    await asyncio.sleep(0)


async def test_danger_goes_before_whoever_waits_and_the_others_in_their_order() -> None:
    writer, order = OneWriter(), list[str]()
    names = [("first", False), ("second", False), ("third", False), ("danger", True)]
    await asyncio.gather(*(write(writer, name, order, urgent=urgent) for name, urgent in names))
    assert order == ["first", "danger", "second", "third"]


async def test_who_gives_up_waiting_holds_nobody_up() -> None:
    writer, order = OneWriter(), list[str]()
    tasks = [asyncio.create_task(write(writer, name, order)) for name in ("a", "b", "c")]
    await started(*tasks)
    tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == ["a", "c"]


async def test_who_gives_up_just_as_it_is_her_turn_passes_it_on() -> None:
    writer, order = OneWriter(), list[str]()
    async with writer.turn():
        waiting = asyncio.create_task(write(writer, "given up", order))
        last = asyncio.create_task(write(writer, "last", order))
        await started(waiting, last)
    waiting.cancel()
    async with asyncio.timeout(1):
        await last
    assert order == ["last"]


async def test_an_error_inside_passes_the_turn_on() -> None:
    writer = OneWriter()
    with pytest.raises(ValueError, match="broken"):
        async with writer.turn():
            raise ValueError("broken")
    async with asyncio.timeout(1), writer.turn():
        pass


async def test_who_waits_too_long_is_told_and_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(one_writer, "WITHIN", 0.02)
    writer = OneWriter()
    async with writer.turn():
        with pytest.raises(TimeoutError):
            async with writer.turn():
                pass
    async with asyncio.timeout(1), writer.turn():
        pass
