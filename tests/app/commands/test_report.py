"""./osso report: figures of living and removed conversations, small ones hidden."""

import asyncio
import base64
import csv
import io
from datetime import date
from pathlib import Path

import pytest

from app.cli import main
from counselling.statistics.period import Period
from counselling.statistics.report import build
from tests.counselling.cast import SECRET, FakeAssistant, Woman, a_database, an_office

Told = pytest.CaptureFixture[str]


@pytest.fixture
def office_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven women wrote in Vietnamese, one in Korean; two erased everything."""

    async def write() -> None:
        async with an_office(tmp_path, FakeAssistant()) as office:
            for number in range(7):
                await Woman(office, f"phone-{number}").says("cho em hỏi giấy tờ")
            await Woman(office, "phone-k").says("서류는 어디서 받나요")
            for number in range(2):
                await office.reception.erase("webchat", f"phone-{number}")

    monkeypatch.setenv("OSSO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OSSO_DATABASE_URL", a_database(tmp_path))
    monkeypatch.setenv("OSSO_SECRET_KEY", base64.b64encode(SECRET).decode())
    asyncio.run(write())
    return tmp_path


def test_one_womans_number_cannot_be_seen_nor_worked_out(office_folder: Path, capsys: Told) -> None:
    assert main(["report"]) == 0
    told = capsys.readouterr().out
    languages = told.split("Women by language")[1].split("Women by channel")[0]
    numbers = [word for word in languages.split() if word[0].isdigit()]
    assert "<5*" in languages
    assert not {"1", "7"} <= set(numbers)
    assert "overlap" in told


def test_as_csv_each_number_has_its_line(office_folder: Path, capsys: Told) -> None:
    assert main(["report", "--csv"]) == 0
    lines = list(csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert lines[0] == ["Section", "Figure", "What", "Number"]
    assert all(len(line) == 4 for line in lines)
    numbers = [line[3] for line in lines[1:] if line[3]]
    assert len(numbers) > 50
    assert all(number in {"<5*", "0"} or int(number) >= 5 for number in numbers)


def test_days_without_anybody_are_said_to_be_empty(office_folder: Path, capsys: Told) -> None:
    assert main(["report", "--from", "2001-01-01", "--to", "2001-12-31"]) == 0
    told = capsys.readouterr().out
    empty = build({}, Period(date(2001, 1, 1), date(2001, 12, 31)))
    assert told.count("  none") == sum(len(section.figures) for section in empty.sections)


def test_days_in_the_wrong_order_are_refused(office_folder: Path, capsys: Told) -> None:
    assert main(["report", "--from", "2026-02-01", "--to", "2026-01-01"]) == 2
    assert "after" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--dry-run"], []])
def test_retention_says_what_goes(office_folder: Path, capsys: Told, words: list[str]) -> None:
    assert main(["retention", *words]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Would go now:" if words else "Erased:")
    assert "     0  chats without a ticket, silent for 30 days" in told
