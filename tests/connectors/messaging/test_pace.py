"""A platform's limits are kept, and danger goes first."""

import asyncio
from dataclasses import dataclass, field

import pytest

from connectors.messaging.pace import Pace
from counselling.channels import Urgency


@dataclass
class Time:
    """A clock that moves only when everybody sleeps."""

    now: float = 0.0
    sleepers: list[tuple[float, asyncio.Future[None]]] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        self.sleepers.append((self.now + seconds, woken))
        await woken

    async def run(self, until: float) -> None:
        await _let_all_run()
        while due := sorted(s for s in self.sleepers if s[0] <= until and not s[1].done()):
            self.now = max(self.now, due[0][0])
            due[0][1].set_result(None)
            self.sleepers.remove(due[0])
            await _let_all_run()
        self.now = until


async def _let_all_run() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.fixture
def sent() -> list[tuple[float, str]]:
    return []


async def test_one_chat_gets_one_message_a_second(sent: list[tuple[float, str]]) -> None:
    time = Time()
    pace = Pace(in_a_chat=1, overall=1 / 30, clock=time, sleep=time.sleep)

    async def send_three() -> None:
        for number in range(3):
            await pace.turn("lan", Urgency.ASSISTANT)
            sent.append((time.now, str(number)))

    sending = asyncio.create_task(send_three())
    await time.run(until=5)
    await sending

    assert [round(at) for at, _ in sent] == [0, 1, 2]


async def test_all_chats_together_get_thirty_a_second(sent: list[tuple[float, str]]) -> None:
    time = Time()
    pace = Pace(in_a_chat=1, overall=1 / 30, clock=time, sleep=time.sleep)

    async def send(chat: str) -> None:
        await pace.turn(chat, Urgency.ASSISTANT)
        sent.append((time.now, chat))

    tasks = [asyncio.create_task(send(f"chat {number}")) for number in range(60)]
    await time.run(until=10)
    await asyncio.gather(*tasks)

    assert sum(at < 1 for at, _ in sent) <= 31
    assert 1.9 < max(at for at, _ in sent) < 2.1


async def test_danger_goes_before_counsellors_and_these_before_the_assistant(
    sent: list[tuple[float, str]],
) -> None:
    time = Time()
    pace = Pace(in_a_chat=1, overall=1 / 30, clock=time, sleep=time.sleep)
    pace.rest(1)

    async def send(chat: str, urgency: Urgency) -> None:
        await pace.turn(chat, urgency)
        sent.append((time.now, chat))

    waiting = [
        asyncio.create_task(send("assistant", Urgency.ASSISTANT)),
        asyncio.create_task(send("counsellor", Urgency.COUNSELLOR)),
        asyncio.create_task(send("danger", Urgency.DANGER)),
    ]
    await time.run(until=5)
    await asyncio.gather(*waiting)

    assert [chat for _, chat in sent] == ["danger", "counsellor", "assistant"]


async def test_nobody_is_let_in_while_telegram_asks_for_a_pause(
    sent: list[tuple[float, str]],
) -> None:
    time = Time()
    pace = Pace(in_a_chat=1, overall=1 / 30, clock=time, sleep=time.sleep)
    pace.rest(17)
    waiting = asyncio.create_task(pace.turn("lan", Urgency.DANGER))

    await time.run(until=16.9)
    assert not waiting.done()
    await time.run(until=17.1)
    assert waiting.done()


async def test_who_gives_up_waiting_holds_up_nobody() -> None:
    time = Time()
    pace = Pace(in_a_chat=1, overall=1 / 30, clock=time, sleep=time.sleep)
    pace.rest(1)
    gone = asyncio.create_task(pace.turn("gone", Urgency.DANGER))
    here = asyncio.create_task(pace.turn("here", Urgency.ASSISTANT))
    await _let_all_run()
    gone.cancel()

    await time.run(until=2)

    assert here.done()
