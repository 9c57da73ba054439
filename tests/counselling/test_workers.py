"""One worker per conversation, who does not give up."""

import asyncio

import pytest

from counselling import workers as module
from counselling.workers import Workers


async def test_what_is_woken_again_while_it_works_is_done_again_but_never_twice_at_once() -> None:
    running, most, done = 0, 0, 0

    async def work(_conversation_id: str) -> None:
        nonlocal running, most, done
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        done += 1

    workers = Workers(work)
    workers.wake("c1")
    await asyncio.sleep(0)
    for _ in range(5):
        workers.wake("c1")
    await workers.settle()
    assert (most, done) == (1, 2)


async def test_a_failure_nobody_foresaw_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.001)
    tries = 0

    async def work(_conversation_id: str) -> None:
        nonlocal tries
        tries += 1
        if tries < 4:
            raise ZeroDivisionError

    workers = Workers(work)
    workers.wake("c1")
    await workers.settle()
    assert tries == 4


async def test_closing_stops_a_worker_who_waits() -> None:
    async def work(_conversation_id: str) -> None:
        await asyncio.sleep(3600)

    workers = Workers(work)
    workers.wake("c1")
    await asyncio.sleep(0)
    await asyncio.wait_for(workers.close(), 1)


async def test_closing_ends_though_the_work_fails_as_it_is_stopped() -> None:
    async def work(_conversation_id: str) -> None:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            raise ConnectionAbortedError from None

    workers = Workers(work)
    workers.wake("c1")
    await asyncio.sleep(0)
    await asyncio.wait_for(workers.close(), 1)


async def test_closing_ends_though_a_worker_was_woken_only_just_now() -> None:
    async def work(_conversation_id: str) -> None:
        await asyncio.sleep(3600)

    workers = Workers(work)
    workers.wake("c1")
    async with asyncio.timeout(1):
        await workers.close()


async def test_once_closed_nothing_is_begun() -> None:
    done: list[str] = []

    async def work(conversation_id: str) -> None:
        done.append(conversation_id)

    workers = Workers(work)
    await workers.close()
    workers.wake("c1")
    await workers.settle()
    assert done == []
