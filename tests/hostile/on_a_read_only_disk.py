"""A whole service whose folder becomes read-only and well again, and what women are told.

Run in a mount namespace of its own (test_disk.py); its argument is the folder. A real disk that
turns read-only does so for files that are open, too. The kernel does that to a disk with faults
alone; so here the service opens its files anew, and finds them on a read-only mount.
"""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from aiohttp import ClientSession

from tests.app.web.the_service import the_service
from tests.hostile.on_a_small_disk import CRY, Women, judge


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    mount("--bind", str(folder), str(folder))
    mount("-o", "remount,bind,ro", str(folder))
    yield
    subprocess.run(["umount", "--lazy", folder], check=True)  # where it is, differs


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


async def nothing_saved(women: Women) -> None:
    status, [error] = await women.write("một")
    assert (status, error["code"]) == (503, "not_saved"), error
    status, [error] = await women.write(CRY, "cry")
    assert (status, error["code"]) == (503, "not_saved"), error
    assert "113" in error["text"], error
    assert not await women.is_well()


async def main(folder: Path) -> None:
    async with the_service(folder) as (office, url), ClientSession() as http:
        women = Women(http, url)
        assert (await women.write("chào"))[0] == 201
        await asyncio.wait_for(office.turns.settle(), 30)
        # Another program reads, so that the files can be opened for reading at least.
        with closing(sqlite3.connect(folder / "osso.sqlite3")) as other:
            other.execute("SELECT count(*) FROM message").fetchone()
            await office.store._engine.dispose()
            with read_only(folder):
                await nothing_saved(women)
            status, frames = await women.write(CRY, "cry")
            assert status == 201, frames
            assert await women.is_well()
        await asyncio.wait_for(office.turns.settle(), 30)
    judge(folder, women)
    sys.stdout.write(str(len(women.acked)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
