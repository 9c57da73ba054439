"""What is measured one after the other: idle chats, the load, the growth, the long run."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass

import aiohttp

from benchmarks.figures import memory, percentile
from benchmarks.load.crowd import begin_all, network
from benchmarks.load.figures import FLAT_MB_PER_HOUR, IDLE_MB, Verdicts
from benchmarks.load.meter import Meter
from benchmarks.load.pace import keep_pace
from benchmarks.load.script import Script
from benchmarks.load.watch import Watch
from benchmarks.load.women import AtASocket, WomanUnderLoad

_ELSEWHERE = 20_000  # networks of the idle ones begin here
_A_MINUTE = 60.0
_TOO_LATE = 5000.0  # ms; beyond that a growth curve says nothing new
Crowd = Callable[[Meter], AbstractAsyncContextManager[Sequence[WomanUnderLoad]]]


@dataclass(frozen=True)
class Stage:
    """Where it is measured. ``service``: its pid."""

    url: str
    service: int
    watch: Watch
    verdicts: Verdicts
    script: Script

    async def idle(self, stack: AsyncExitStack, count: int) -> None:
        """Open ``count`` chats that stay open and silent, each after one word."""
        meter, before = self.script.meter(), memory(self.service)
        http = await stack.enter_async_context(
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        )
        women = [
            AtASocket(self.url, http, network(_ELSEWHERE + n), self.script.lines("vi"), meter)
            for n in range(count)
        ]
        await begin_all(women)
        for first in range(0, count, 20):
            await asyncio.gather(*(woman.greet() for woman in women[first : first + 20]))
        await asyncio.sleep(3)
        more = memory(self.service) - before
        self.verdicts.say(f"{count} idle open chats", more, IDLE_MB * count / 2000, "MB more")
        for trouble in meter.trouble.items():
            print("    while they came:", *trouble)

    async def load(
        self, name: str, women: Sequence[WomanUnderLoad], rate: float, s: float
    ) -> Meter:
        """Keep one pace and print what came of it."""
        meter = women[0].meter
        self.watch.start()
        left = await keep_pace(women, rate, s)
        print(f"{name}: {rate:.0f} messages/s for {s:.0f} s, {meter.sent} sent, {left} never began")
        print(*(f"  {line}" for line in meter.lines()), sep="\n")
        print(f"  cores: {self._cores()}; saturated: {self.watch.saturated()}")
        if left:
            meter.trouble["a message never began"] += left
        return meter

    async def grow(self, crowd: Crowd, rates: Sequence[float], seconds: float) -> None:
        """A row for each pace, until everything is late."""
        print("messages/s   answered/s   answer p50   p95 ms   danger p95   missing   saturated")
        for rate in rates:
            meter = self.script.meter()
            async with crowd(meter) as women:
                self.watch.start()
                left = await keep_pace(women, rate, seconds)
            answers, danger = meter.of("answer"), meter.of("danger")
            late = percentile(answers, 0.95) if answers else _TOO_LATE
            print(
                f"{rate:10.0f}   {(len(answers) + len(danger)) / seconds:10.1f}"
                f"   {percentile(answers, 0.5) if answers else 0:10.0f}   {late:6.0f}"
                f"   {percentile(danger, 0.95) if danger else 0:10.0f}"
                f"   {left + sum(meter.trouble.values()):7}"
                f"   {self.watch.saturated()} ({self._cores()})",
                flush=True,
            )
            if late >= _TOO_LATE:
                break
            await asyncio.sleep(2)

    async def soak(self, women: Sequence[WomanUnderLoad], rate: float, minutes: float) -> None:
        """Go on and on: memory must stay flat."""
        self.watch.rss.clear()
        looking = asyncio.create_task(self.watch.look_every(_A_MINUTE, say=True))
        try:
            self.verdicts.of(await self.load("soak", women, rate, minutes * _A_MINUTE), "soak")
        finally:
            looking.cancel()
        for name, slope in self.watch.slopes(_A_MINUTE).items():
            self.verdicts.say(f"memory of {name}", slope, FLAT_MB_PER_HOUR, "MB an hour")

    def _cores(self) -> str:
        return ", ".join(f"{name} {share:.2f}" for name, share in self.watch.cores().items())
