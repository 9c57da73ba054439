"""Tokens that serve once survive a crash at any moment of their exchange."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from connectors.messaging.rotating import Fresh, NoAccess, Refused, RotatingTokens
from counselling.channels import DeliveryError

SECRET = bytes(range(32))
EARLY, LASTS = 100.0, 1000.0


class Killed(BaseException):
    """What nothing in the service catches."""


@dataclass
class Server:
    """Takes each refresh token once. ``dies``: the service, before or after the server took it."""

    valid: str = "refresh-0"
    given: int = 0
    dies: str = ""
    down: bool = False
    asked: list[str] = field(default_factory=list)

    async def exchange(self, refresh: str) -> Fresh:
        self.asked.append(refresh)
        await asyncio.sleep(0)
        if self.dies == "before":
            raise Killed
        if self.down:
            raise DeliveryError("down")
        if refresh != self.valid:
            raise Refused
        self.given += 1
        self.valid = f"refresh-{self.given}"
        if self.dies == "after":
            raise Killed
        return Fresh(f"access-{self.given}", self.valid, LASTS)


@dataclass
class Time:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def time() -> Time:
    return Time()


def tokens(folder: Path, server: Server, time: Time, first: str = "refresh-0") -> RotatingTokens:
    """As after a start of the service."""
    path = folder / "tokens"
    return RotatingTokens(path, SECRET, first, server.exchange, early=EARLY, clock=time)


async def test_the_first_is_exchanged_once_and_then_used_until_shortly_before_its_end(
    tmp_path: Path, server: Server, time: Time
) -> None:
    kept = tokens(tmp_path, server, time)
    assert [await kept.access(), await kept.access()] == ["access-1", "access-1"]
    time.now = LASTS - EARLY
    assert await tokens(tmp_path, server, time).access() == "access-2"

    assert server.asked == ["refresh-0", "refresh-1"]
    content = (tmp_path / "tokens").read_bytes()
    assert b"access" not in content
    assert b"refresh" not in content


async def test_many_who_ask_at_once_get_the_same(
    tmp_path: Path, server: Server, time: Time
) -> None:
    ones = [tokens(tmp_path, server, time) for _ in range(3)]
    got = await asyncio.gather(*(one.access() for one in ones for _ in range(3)))

    assert set(got) == {"access-1"}
    assert server.given == 1


async def test_killed_before_the_platform_took_it_the_same_token_serves_after_all(
    tmp_path: Path, server: Server, time: Time
) -> None:
    server.dies = "before"
    with pytest.raises(Killed):
        await tokens(tmp_path, server, time).access()
    server.dies = ""

    assert await tokens(tmp_path, server, time).access() == "access-1"
    assert server.asked == ["refresh-0", "refresh-0"]


async def test_killed_after_the_platform_took_it_the_office_is_asked_and_nothing_is_tried_again(
    tmp_path: Path, server: Server, time: Time
) -> None:
    server.dies = "after"
    with pytest.raises(Killed):
        await tokens(tmp_path, server, time).access()
    server.dies = ""
    for _ in range(2):
        with pytest.raises(NoAccess):
            await tokens(tmp_path, server, time).access()
    assert server.asked == ["refresh-0", "refresh-0"]

    assert await tokens(tmp_path, server, time, first=server.valid).access() == "access-2"


async def test_killed_after_the_new_ones_were_written_they_are_used(
    tmp_path: Path, server: Server, time: Time
) -> None:
    await tokens(tmp_path, server, time).access()

    assert await tokens(tmp_path, server, time).access() == "access-1"
    assert server.given == 1


async def test_while_the_platform_is_down_the_last_access_serves_on_and_nothing_is_given_up(
    tmp_path: Path, server: Server, time: Time
) -> None:
    kept = tokens(tmp_path, server, time)
    await kept.access()
    time.now, server.down = LASTS - EARLY, True
    assert await kept.access() == "access-1"
    time.now = LASTS
    with pytest.raises(DeliveryError):
        await kept.access()
    server.down = False

    assert await kept.access() == "access-2"


async def test_a_refused_token_leaves_the_last_access_its_hours(
    tmp_path: Path, server: Server, time: Time
) -> None:
    kept = tokens(tmp_path, server, time)
    await kept.access()
    server.valid, time.now = "taken back", LASTS - EARLY
    assert await kept.access() == "access-1"
    time.now = LASTS
    with pytest.raises(NoAccess):
        await kept.access()


async def test_with_another_secret_of_the_office_it_begins_with_the_entered_one(
    tmp_path: Path, server: Server, time: Time
) -> None:
    await tokens(tmp_path, server, time).access()
    other = RotatingTokens(
        tmp_path / "tokens", bytes(32), server.valid, server.exchange, early=EARLY, clock=time
    )
    assert await other.access() == "access-2"
