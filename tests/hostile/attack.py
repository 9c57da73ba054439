"""A seeded attack on a running service: who sends what is the same for the same seed.

Every outcome is counted by kind; what must never happen is kept as a problem: an answer of 500 or
more, no answer, another text than was sent, a line that broke without a close code.
"""

import asyncio
import json
import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import ClientSession

from connectors.webchat.frames import clean
from tests.hostile import frames, requests, sockets
from tests.hostile.line import Closed, Line

_PATIENCE = 10.0  # seconds for an answer
_A_MOMENT = 1.0  # seconds after which a request that was cut short is left
_A_VISIT = 12  # messages of one visitor, below what a session may send at once
_MAY_CLOSE = {1007, 1008, 1009}  # not UTF-8, too much nuisance, more than 256 kB
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


@dataclass
class Report:
    """What came of it."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def sent(self) -> int:
        """How many messages were sent."""
        return self.outcomes.total()

    def note(self, kind: str, outcome: str, *, wrong: bool = False) -> None:
        """Count one message."""
        self.outcomes[kind, outcome] += 1
        if wrong:
            self.problems.append(f"{kind}: {outcome}")


@dataclass
class Visitor:
    """One of many attackers, each from an address of its own."""

    address: str
    chosen: random.Random
    report: Report

    @property
    def network(self) -> str:
        """An IPv4 address that belongs to nobody (RFC 2544)."""
        return f"198.18.{self.chosen.randint(0, 255)}.{self.chosen.randint(1, 254)}"

    async def writes(self) -> None:
        """Frames on a socket, each of which must be answered."""
        line = await self._greeted()
        try:
            for _ in range(_A_VISIT):
                kind = self.chosen.choice(list(frames.KINDS))
                data = frames.KINDS[kind](self.chosen)
                line.say(data)
                await self._note_answer(kind, line, data)
        except Closed as closed:
            self.report.note(kind, f"closed {closed.code}", wrong=closed.code not in _MAY_CLOSE)
        finally:
            line.close()

    async def breaks_the_protocol(self) -> None:
        """Bytes that are hardly a socket's; then a good frame, unless the line was closed."""
        kind = self.chosen.choice(list(sockets.KINDS))
        line = await self._greeted()
        try:
            line.send(sockets.KINDS[kind](self.chosen))
            line.say(b'{"type": "hello"}')
            async with asyncio.timeout(_PATIENCE):
                while (answer := await line.answer())["type"] == "error":
                    pass
            self.report.note(kind, f"goes on with {answer['type']}")
        except Closed as closed:
            self.report.note(kind, f"closed {closed.code}")
        except TimeoutError:
            self.report.note(kind, "waits for the rest", wrong=kind != "forbidden")
        finally:
            line.close()

    async def posts(self) -> None:
        """Frames by POST, in one session."""
        async with ClientSession(headers={"X-Forwarded-For": self.network}) as http:
            session: dict[str, str] = {}
            for _ in range(_A_VISIT):
                kind = self.chosen.choice(list(frames.KINDS))
                data = frames.KINDS[kind](self.chosen)
                headers = {"Content-Type": "application/json"} | session
                url = f"{self.address}/chat/messages"
                async with http.post(url, data=data, headers=headers) as answer:
                    told = (await answer.json())["frames"]
                    known = [f for f in told if f["type"] in {"ack", "error", "welcome"}]
                    outcome = known[0].get("code", known[0]["type"])
                    self.report.note(f"POST {kind}", outcome, wrong=answer.status >= 500)
                if known[0]["type"] == "welcome":
                    session = {"Authorization": f"Bearer {known[0]['session']}"}

    async def asks_strangely(self) -> None:
        """Bytes that are hardly HTTP."""
        kind = self.chosen.choice(list(requests.KINDS))
        where = urlsplit(self.address)
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        writer.write(requests.KINDS[kind](self.chosen).replace(b"{host}", where.netloc.encode()))
        got, left = b"", "closed"
        try:
            async with asyncio.timeout(_A_MOMENT):
                while more := await reader.read(1_000_000):
                    got += more
        except TimeoutError:
            left = "waits for the rest"
        except ConnectionError:
            left = "cut"
        finally:
            writer.transport.abort()
        statuses = sorted({int(status) for status in _STATUS.findall(got)})
        outcome = " ".join(map(str, statuses)) or left
        self.report.note(kind, outcome, wrong=any(status >= 500 for status in statuses))

    async def _greeted(self) -> Line:
        line = await Line.open(self.address, self.network)
        line.say(b'{"type": "hello"}')
        async with asyncio.timeout(_PATIENCE):
            await line.answer()
        return line

    async def _note_answer(self, kind: str, line: Line, data: bytes) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                answer = await line.answer()
                self.report.note(kind, answer.get("code", answer["type"]))
                if answer.get("code") == "bad_session":
                    await line.answer()  # a new session comes with it
                if answer["type"] == "ack" and kind.startswith("text"):
                    await self._compare(kind, line, data, answer["seq"])
        except TimeoutError:
            self.report.note(kind, "no answer", wrong=True)

    async def _compare(self, kind: str, line: Line, data: bytes, seq: int) -> None:
        sent = clean(json.loads(data)["text"])
        while (shown := await line.next()).get("seq") != seq:
            pass
        if shown["text"] != sent:
            self.report.problems.append(f"{kind}: came back changed")


async def drip(address: str, report: Report, stop: asyncio.Event) -> None:
    """A request head that never ends, a byte at a time."""
    where = urlsplit(address)
    _, writer = await asyncio.open_connection(where.hostname, where.port)
    report.note("slow head", "held open")
    while not stop.is_set() and not writer.transport.is_closing():
        writer.write(b"X")
        await asyncio.sleep(0.2)
    writer.transport.abort()


def visits(visitor: Visitor) -> Callable[[], Awaitable[None]]:
    """What this visitor does."""
    ways = (visitor.writes, visitor.posts, visitor.breaks_the_protocol, visitor.asks_strangely)
    return visitor.chosen.choices(ways, weights=(5, 2, 10, 14))[0]


async def attack(
    address: str, *, seed: int, count: int, together: int = 8, per_second: float = 1000.0
) -> Report:
    """Send at least ``count`` messages, ``together`` visitors at a time."""
    report, stop, chosen = Report(), asyncio.Event(), random.Random(seed)  # noqa: S311  # the same again for the same seed
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def come() -> None:
        while report.sent < count:
            await asyncio.sleep(max(0.0, began + report.sent / per_second - loop.time()))
            visitor = Visitor(address, random.Random(chosen.getrandbits(64)), report)  # noqa: S311
            await visits(visitor)()

    slow = [asyncio.create_task(drip(address, report, stop)) for _ in range(20)]
    await asyncio.gather(*(come() for _ in range(together)))
    stop.set()
    await asyncio.gather(*slow, return_exceptions=True)
    return report
