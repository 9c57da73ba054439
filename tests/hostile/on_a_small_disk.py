"""A whole service on a disk that runs full, and what women are told meanwhile.

Run in a mount namespace of its own, with a small tmpfs at the folder that is its argument
(test_disk.py). It ends with an assertion or prints how many messages it was acknowledged.
"""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import sys
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from tests.app.web.the_service import the_service

CRY = "chồng đang đánh em, cứu em với"
MOST = 400  # messages: what SQLite had on disk already is written over before the disk counts


@dataclass
class Women:
    """One message each, from an address of her own; ``acked`` has every acknowledged id."""

    http: ClientSession
    url: str
    acked: set[str] = field(default_factory=set)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    async def write(self, text: str, name: str | None = None) -> tuple[int, list[dict[str, Any]]]:
        """The status and the frames of one message from a new woman."""
        frame = {"type": "message", "id": name or str(uuid.uuid4()), "text": text}
        number = next(self._numbers)
        headers = {"X-Forwarded-For": f"198.18.{number // 200}.{number % 200 + 1}"}
        async with self.http.post(
            f"{self.url}/chat/messages", json=frame, headers=headers
        ) as answer:
            frames = (await answer.json())["frames"]
        self.acked |= {one["id"] for one in frames if one["type"] == "ack"}
        return answer.status, frames

    async def is_well(self) -> bool:
        async with self.http.get(f"{self.url}/health") as answer:
            return answer.status == 200


async def until_refused(women: Women) -> list[dict[str, Any]]:
    for number in range(MOST):
        status, frames = await women.write(f"câu {number} " + "dài " * 500)
        if status != 201:
            assert status == 503, status
            return frames
    raise AssertionError("the disk never ran full")


def fill(folder: Path) -> Path:
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 512):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    return ballast


async def a_full_disk(women: Women, folder: Path) -> None:
    assert (await women.write("chào"))[0] == 201
    ballast = fill(folder)
    [error] = await until_refused(women)
    assert error["code"] == "not_saved", error
    status, [error] = await women.write(CRY, "cry")
    assert (status, error["code"]) == (503, "not_saved"), error
    assert "113" in error["text"], error
    assert "cry" not in women.acked
    assert not await women.is_well()
    ballast.unlink()
    status, frames = await women.write(CRY, "cry")
    assert status == 201, frames
    assert await women.is_well()
    assert (await women.write("chào lần nữa"))[0] == 201


def judge(folder: Path, women: Women) -> None:
    for name in ("osso.sqlite3", "keys.sqlite3"):
        with closing(sqlite3.connect(folder / name)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(sqlite3.connect(folder / "osso.sqlite3")) as database:
        hers = [name for (name,) in database.execute(HERS)]
    assert sorted(hers) == sorted(women.acked)


HERS = "SELECT external_id FROM message WHERE sender = 'woman'"


async def main(folder: Path) -> None:
    async with the_service(folder) as (office, url), ClientSession() as http:
        women = Women(http, url)
        await a_full_disk(women, folder)
        await asyncio.wait_for(office.turns.settle(), 30)
    judge(folder, women)
    sys.stdout.write(str(len(women.acked)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
