"""duty.yml while the service runs: taken over when right, never in the way when wrong."""

import asyncio
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from app.duty import LAST_GOOD, DutyBook, DutyKeeper

LAN = "- {id: lan, name: Lan, language: vi, telegram: 123}\n"
BROKEN = "- {id: lan, name: Lan, language: vi, telegram: 'my number is 0900'}\n"


def save(folder: Path, text: str) -> None:
    (folder / "duty.yml").write_text(text, "utf-8")


def ids(book: DutyBook) -> list[str]:
    return [person.id for person in book.roster.people]


def test_without_a_file_nobody_is_on_duty_and_nothing_is_wrong(tmp_path: Path) -> None:
    book = DutyBook(tmp_path)
    assert (ids(book), book.problems) == ([], ())


def test_a_broken_file_leaves_the_list_before_it_in_use_also_after_a_restart(
    tmp_path: Path,
) -> None:
    save(tmp_path, LAN)
    book = DutyBook(tmp_path)
    save(tmp_path, BROKEN)
    assert not book.read_again()
    for one in (book, DutyBook(tmp_path)):
        assert ids(one) == ["lan"]
        assert len(one.problems) == 1


def test_a_file_that_is_gone_is_told_and_the_list_stays(tmp_path: Path) -> None:
    save(tmp_path, LAN)
    DutyBook(tmp_path)
    (tmp_path / "duty.yml").unlink()
    book = DutyBook(tmp_path)
    assert ids(book) == ["lan"]
    assert "the file is gone" in str(book.problems[0])


def test_an_empty_list_is_the_way_to_call_nobody_any_more(tmp_path: Path) -> None:
    save(tmp_path, LAN)
    book = DutyBook(tmp_path)
    save(tmp_path, "[]")
    assert book.read_again()
    assert (ids(book), book.problems) == ([], ())
    (tmp_path / "duty.yml").unlink()
    assert DutyBook(tmp_path).problems == ()


def test_only_the_services_own_account_can_read_the_copy(tmp_path: Path) -> None:
    save(tmp_path, LAN)
    DutyBook(tmp_path)
    assert stat.S_IMODE((tmp_path / LAST_GOOD).stat().st_mode) == 0o600


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110  # as somebody who looks at the screen
            await asyncio.sleep(0.02)


async def test_a_save_is_in_use_within_a_moment_and_a_wrong_one_is_told_without_addresses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    book, changes, told = DutyBook(tmp_path), list[str](), list[str]()
    keeper = DutyKeeper(tmp_path, book, lambda: changes.append("changed"), told.append)
    keeper.start()
    try:
        save(tmp_path, LAN)
        await until(lambda: bool(changes))
        assert ids(book) == ["lan"]
        save(tmp_path, BROKEN)
        await until(lambda: len(told) == 2)
    finally:
        await keeper.close()
    assert "lan → telegram: this is no number of a Telegram chat" in told[1]
    log = capsys.readouterr().out + caplog.text  # as logging was set up by then
    assert "duty.yml needs mending" in log
    assert "0900" not in log + told[1]
    assert "lan" not in log.replace("language", "")
