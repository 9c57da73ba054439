"""10,000 hostile messages against ``./osso up`` with Rasa, and another woman writing meanwhile.

Then the same woman again beside as many ordinary messages as were taken of the hostile ones: what
is hostile should cost her no more.
"""

import argparse
import asyncio
import json
import random
import re
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import aiohttp

from benchmarks.figures import DANGER, QUESTIONS, children, memory, percentile
from tests.hostile.attack import Report, attack
from tests.running import AS_A_PERSON_DOES, RunningService, run_service

_PAUSE = 0.5  # seconds between two messages of the bystander: a session may send one a second
_CROWD_LASTS = 60.0  # seconds
_TROUBLE = re.compile(r"\[(?:error|critical) *\].*|.*\"level\": \"(?:error|critical)\".*")
T = TypeVar("T")


def main() -> None:
    """Attack and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-second", type=float, default=25.0, help="messages, all together")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        run_service(Path(folder), command=AS_A_PERSON_DOES) as service,
    ):
        service.until_ready()
        asyncio.run(_measure(service, options))
        said = service.said.read_text()
        died = "the service has died" in said or service.process.poll() is not None
        trouble = _TROUBLE.findall(said)
        print(f"died: {died}; errors in the log: {len(trouble)}", *trouble[:20], sep="\n  ")


async def _measure(service: RunningService, options: argparse.Namespace) -> None:
    [python] = children(service.process.pid)
    [rasa] = children(python)
    before = memory(python), memory(rasa)
    quiet = await _talk(service.url, asyncio.Event(), rounds=80)
    began = time.perf_counter()
    report, meanwhile = await _beside(
        service.url,
        attack(service.url, seed=options.seed, count=options.count, per_second=options.per_second),
    )
    took = time.perf_counter() - began
    _show(report)
    print(f"{report.sent} messages in {took:.0f} s, {len(report.problems)} problems")
    for what, times in Counter(report.problems).most_common(20):
        print(f"  {times} × {what}")
    texts = sum(n for (kind, told), n in report.outcomes.items() if _is_taken(kind, told)) / took
    _, ordinary = await _beside(service.url, _crowd(service.url, texts))
    _print_answers("quiet", quiet)
    _print_answers("attacked", meanwhile)
    _print_answers(f"beside {texts:.1f} ordinary messages a second", ordinary)
    await asyncio.sleep(5)
    for name, pid, was in (("service", python, before[0]), ("Rasa", rasa, before[1])):
        print(f"memory of {name:7} {was:.0f} MB before, {memory(pid):.0f} MB after")


def _is_taken(kind: str, told: str) -> bool:
    return told == "ack" and "choice" not in kind


async def _beside(url: str, others: Coroutine[None, None, T]) -> tuple[T, dict[str, list[float]]]:
    """What the others brought back, and another woman's waiting times until they were done."""
    over = asyncio.Event()
    talk = asyncio.create_task(_talk(url, over))
    brought = await others
    over.set()
    return brought, await talk


async def _crowd(url: str, per_second: float) -> None:
    """Women who ask: each a question and no more, from a network of her own."""
    chosen = random.Random(1)  # noqa: S311  # the same again
    asked = asyncio.Event()
    async with asyncio.TaskGroup() as women, aiohttp.ClientSession() as session:
        for number in range(round(_CROWD_LASTS * per_second)):
            women.create_task(_one_question(session, url, number, asked))
            await asyncio.sleep(chosen.expovariate(per_second))
        asked.set()


async def _one_question(
    session: aiohttp.ClientSession, url: str, number: int, asked: asyncio.Event
) -> None:
    headers = {"Origin": url, "X-Forwarded-For": f"198.18.{number // 250 % 250}.{number % 250}"}
    async with session.ws_connect(f"{url}/chat/socket", headers=headers) as line:
        await line.send_json({"type": "hello"})
        await _ask(line, QUESTIONS[number % len(QUESTIONS)])
        await asked.wait()


def _print_answers(name: str, seconds: Mapping[str, Sequence[float]]) -> None:
    for kind, ones in seconds.items():
        print(
            f"another woman's {kind:8} n={len(ones):4}"
            f"  p50 {percentile(ones, 0.5):6.1f}  p95 {percentile(ones, 0.95):6.1f} ms  {name}"
        )


async def _talk(url: str, over: asyncio.Event, rounds: int = 100_000) -> dict[str, list[float]]:
    """Seconds to each answer; every tenth message tells of danger."""
    seconds: dict[str, list[float]] = {"answers": [], "danger": []}
    async with aiohttp.ClientSession() as session:
        for first in range(0, rounds, 10):
            if over.is_set():
                break
            async with session.ws_connect(f"{url}/chat/socket", headers={"Origin": url}) as line:
                await line.send_json({"type": "hello"})
                for number in range(first, first + 10):
                    kind = "danger" if number % 10 == 9 else "answers"
                    text = DANGER if kind == "danger" else QUESTIONS[number % len(QUESTIONS)]
                    seconds[kind].append(await _ask(line, text))
    return seconds


async def _ask(line: aiohttp.ClientWebSocketResponse, text: str) -> float:
    """Seconds from sending to the first reply."""
    await _until_quiet(line)
    began = time.perf_counter()
    await line.send_json({"type": "message", "id": str(uuid.uuid4()), "text": text})
    while True:
        frame = json.loads((await line.receive(timeout=30)).data)
        if frame["type"] == "error":
            raise RuntimeError(frame["code"])
        if frame["type"] == "message" and frame["from"] == "assistant":
            return time.perf_counter() - began


async def _until_quiet(line: aiohttp.ClientWebSocketResponse) -> None:
    """She reads before she writes on."""
    ends = time.perf_counter() + _PAUSE
    try:
        while (left := ends - time.perf_counter()) > 0:
            await line.receive(timeout=left)
    except TimeoutError:
        return


def _show(report: Report) -> None:
    kinds: dict[str, Counter[str]] = {}
    for (kind, outcome), times in report.outcomes.items():
        kinds.setdefault(kind, Counter())[outcome] += times
    for kind, outcomes in sorted(kinds.items()):
        told = ", ".join(f"{outcome} {times}" for outcome, times in outcomes.most_common())
        print(f"{kind:24} {told}")


if __name__ == "__main__":
    main()
