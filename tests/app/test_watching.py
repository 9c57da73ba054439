"""Noticing what an editor saves, however her program saves it."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app import watching
from app.watching import FolderWatch, Seen


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(watching, "QUIET_FOR", 0.15)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "legal").mkdir()
    for name in ("lines.yml", "legal/id-card.md", "legal/passport.md"):
        (tmp_path / name).write_text(f"{name}, as it was")
    return tmp_path


class Noticed:
    """The changes noticed so far."""

    def __init__(self) -> None:
        self.changes: list[Seen] = []

    async def soon(self) -> None:
        """Wait for one more."""
        before = len(self.changes)
        async with asyncio.timeout(5):
            while len(self.changes) == before:  # noqa: ASYNC110  # the watch fills the list
                await asyncio.sleep(0.005)

    async def follow(self, watch: FolderWatch) -> None:
        async for seen in watch.changes():
            self.changes.append(seen)


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[Noticed]:
    noticed, watch = Noticed(), FolderWatch(folder)
    following = asyncio.create_task(noticed.follow(watch))
    try:
        yield noticed
    finally:
        following.cancel()


async def a_while() -> None:
    await asyncio.sleep(0.35)


def write_over(path: Path) -> None:
    path.write_text("new")


def save_by_rename(path: Path) -> None:
    path.with_suffix(".tmp").write_text("new")
    path.with_suffix(".tmp").replace(path)


def save_with_a_backup(path: Path) -> None:
    path.rename(path.with_name(path.name + "~"))
    path.write_text("new")


def same_size_and_time(path: Path) -> None:
    before = path.stat()
    path.write_text(path.read_text().swapcase())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def remove(path: Path) -> None:
    path.unlink()


def add(path: Path) -> None:
    path.with_name("divorce.md").write_text("new")


@pytest.mark.parametrize(
    "save",
    [write_over, save_by_rename, save_with_a_backup, same_size_and_time, remove, add],
)
async def test_a_save_is_noticed_once(folder: Path, save: Callable[[Path], None]) -> None:
    async with watched(folder) as noticed:
        save(folder / "legal/id-card.md")
        await noticed.soon()
        await a_while()
        assert len(noticed.changes) == 1


async def test_a_later_save_of_an_old_file_is_noticed(folder: Path) -> None:
    file = folder / "legal/id-card.md"
    long_ago = time.time() - 1000
    os.utime(file, (long_ago, long_ago))
    async with watched(folder) as noticed:
        await a_while()
        write_over(file)
        await noticed.soon()


async def test_only_what_may_have_changed_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ago = time.time() - 1000
    for file in folder.rglob("*.*"):
        os.utime(file, (long_ago, long_ago))
    watch, read_bytes = FolderWatch(folder), Path.read_bytes
    read: list[Path] = []

    def note(path: Path) -> bytes:
        read.append(path)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", note)
    write_over(folder / "lines.yml")
    watch.look()
    assert read == [folder / "lines.yml"]


async def test_a_file_saved_unchanged_is_no_change(folder: Path) -> None:
    async with watched(folder) as noticed:
        file = folder / "legal/id-card.md"
        file.write_text(file.read_text())
        await a_while()
        assert noticed.changes == []


async def test_files_saved_one_after_the_other_are_one_change(folder: Path) -> None:
    async with watched(folder) as noticed:
        for name in ("lines.yml", "legal/id-card.md", "legal/passport.md"):
            write_over(folder / name)
            await asyncio.sleep(0.03)
        await noticed.soon()
        await a_while()
        assert len(noticed.changes) == 1


async def test_a_file_emptied_before_it_is_written_is_seen_written(folder: Path) -> None:
    async with watched(folder) as noticed:
        file = folder / "legal/id-card.md"
        file.write_text("")
        await asyncio.sleep(0.04)
        file.write_text("new")
        await noticed.soon()
        assert noticed.changes == [FolderWatch(folder).seen]


async def test_a_folder_that_never_rests_is_taken_as_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "RESTLESS_FOR", 0.2)

    async def scribble() -> None:
        for number in range(1000):
            (folder / "notes.md").write_text(str(number))
            await asyncio.sleep(0.01)

    async with watched(folder) as noticed:
        scribbling = asyncio.create_task(scribble())
        await noticed.soon()
        scribbling.cancel()


@pytest.mark.parametrize("name", [".id-card.md.swp", "legal/id-card.md~", "~$lines.yml", ".git/x"])
async def test_hidden_files_and_an_editors_own_are_not_looked_at(folder: Path, name: str) -> None:
    async with watched(folder) as noticed:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("new")
        await a_while()
        assert noticed.changes == []


async def test_a_file_too_big_for_a_text_is_not_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_BYTES", 100)
    async with watched(folder) as noticed:
        (folder / "film.md").write_bytes(b"x" * 101)
        await a_while()
        assert noticed.changes == []


async def test_a_folder_that_goes_and_comes_back_is_two_changes(folder: Path) -> None:
    async with watched(folder) as noticed:
        folder.rename(folder.with_name("gone"))
        await noticed.soon()
        folder.with_name("gone").rename(folder)
        await noticed.soon()
        assert noticed.changes == [{}, FolderWatch(folder).seen]
