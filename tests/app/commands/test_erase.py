"""./osso erase: a woman calls the office and asks for everything to be erased."""

import asyncio
import base64
import io
import sqlite3
from pathlib import Path

import pytest

from app.cli import main
from app.foreign_erasures import ForeignErasures
from counselling.live import Resync
from tests.counselling.cast import SECRET, FakeAssistant, Woman, an_office


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ticket of a woman who has written, in an office that is closed just now."""

    async def she_writes() -> str:
        async with an_office(tmp_path, FakeAssistant()) as office:
            return await Woman(office).asks_for_a_person()

    monkeypatch.setenv("OSSO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OSSO_SECRET_KEY", base64.b64encode(SECRET).decode())
    return asyncio.run(she_writes())


def rows(folder: Path, what: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "osso.sqlite3") as database:
        return database.execute(f"SELECT {what}").fetchall()  # this file's words


def test_after_the_code_was_typed_twice_nothing_is_left_and_it_is_audited(
    tmp_path: Path,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{code.lower()}\n"))
    assert main(["erase", code.lower()]) == 0
    assert "not undone" in capsys.readouterr().out.lower()
    assert rows(tmp_path, "count(*) FROM message") == [(0,)]
    assert rows(tmp_path, "state FROM ticket") == [("cancelled",)]
    assert rows(tmp_path, "who, what, about FROM audit") == [("office", "erase", code)]
    assert rows(tmp_path, "who FROM ticket_event WHERE what = 'erased'") == [("office",)]


@pytest.mark.parametrize("typed", ["", "no\n", "yes\n", "AAA-AAA\n"])
def test_without_the_code_nothing_is_erased(
    tmp_path: Path, code: str, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["erase", code]) == 1
    assert rows(tmp_path, "count(*) FROM message") != [(0,)]


def test_an_unknown_code_is_named(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erase", "AAA-AAA", "--yes"]) == 1
    assert "no ticket AAA-AAA" in capsys.readouterr().err


def test_twice_does_no_harm(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erase", code, "--yes"]) == 0
    assert main(["erase", code, "--yes"]) == 0
    assert "erased before" in capsys.readouterr().out


async def test_a_running_service_hears_of_it_and_its_screens_look_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSSO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OSSO_SECRET_KEY", base64.b64encode(SECRET).decode())
    async with an_office(tmp_path, FakeAssistant()) as office:
        first, second = Woman(office, "phone-1"), Woman(office, "phone-2")
        code = await first.asks_for_a_person()
        await second.says("chào")
        watch = ForeignErasures(office.store, office.live, look_every=0.02)
        watch.start()
        with office.live.subscribe("chat:webchat:phone-9") as events:
            await office.reception.erase("webchat", "phone-2")  # its own: told already
            await office.eraser.settle()
            await asyncio.sleep(0.1)
            assert events.empty()
            assert await asyncio.to_thread(main, ["erase", code, "--yes"]) == 0
            assert await asyncio.wait_for(events.get(), 5) == Resync()
        await watch.close()
        assert await first.texts() == []
        await first.says("em lại đây")
        assert (await first.texts())[0] == "em lại đây"
