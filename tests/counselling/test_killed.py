"""Killed outright at any step: no acknowledged word loses its key, no erased one keeps it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import looking, postgres
from tests.counselling.cast import ROOT, FakeAssistant, Woman, a_database, an_office
from tests.counselling.probe_kill import WORDS

pytestmark = pytest.mark.slow


def killed_at(folder: Path, step: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.counselling.probe_kill", folder, step],
        cwd=ROOT,
        env=os.environ | ({postgres.THERE: a_database(folder)} if postgres.wanted() else {}),
        timeout=60,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL


def count(folder: Path, what: str, *, keys: bool = False) -> int:
    question = f"SELECT count(*) FROM {what}"  # noqa: S608  # this file's own words
    [(found,)] = looking.rows(folder, question, keys=keys)
    return int(found)


async def test_what_was_acknowledged_opens_again(tmp_path: Path) -> None:
    killed_at(tmp_path, "acknowledged")
    async with an_office(tmp_path, FakeAssistant()) as office:
        assert (await Woman(office).texts())[0] == WORDS


@pytest.mark.parametrize("step", ["key there, row not", "row written, not committed"])
async def test_before_it_was_acknowledged_only_a_key_is_left_that_opens_nothing(
    tmp_path: Path, step: str
) -> None:
    killed_at(tmp_path, step)
    assert count(tmp_path, "key", keys=True) == 1
    async with an_office(tmp_path, FakeAssistant()) as office:
        assert await Woman(office).texts() == []
        await Woman(office).says("lần nữa")
        assert (await Woman(office).texts())[0] == "lần nữa"


async def test_before_the_key_is_destroyed_nothing_is_erased(tmp_path: Path) -> None:
    killed_at(tmp_path, "words gone, key not")
    async with an_office(tmp_path, FakeAssistant()) as office:
        assert (await Woman(office).texts())[0] == WORDS  # she was not told that it is gone


@pytest.mark.parametrize("step", ["key gone, rows not", "rows gone, log not emptied"])
async def test_once_the_key_is_destroyed_the_next_start_finishes_the_erasure(
    tmp_path: Path, step: str
) -> None:
    killed_at(tmp_path, step)
    assert count(tmp_path, "key", keys=True) == 0
    async with an_office(tmp_path, FakeAssistant()) as office:
        assert await Woman(office).texts() == []
        assert count(tmp_path, "message") == 0
        assert count(tmp_path, "conversation WHERE erased_at IS NULL") == 0
