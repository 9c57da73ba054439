"""./osso duty: what whoever looks after the machine types, and what she reads."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import main
from app.settings import ROOT
from tests.connectors.paging.bot_api import TOKEN, a_bot_api, refusal
from tests.connectors.paging.mail_server import a_mail_server

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OSSO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OSSO_PUBLIC_URL", "https://chat.example.org")
    return tmp_path


@pytest.fixture
def osso(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str]:
        status = main(["duty", *words])
        told = capsys.readouterr()
        return status, told.out + told.err

    return run


def test_without_a_file_it_says_where_to_begin(osso: Run) -> None:
    status, told = osso("check")
    assert status == 1
    assert "docs/duty.example.yml" in told


def test_everything_wrong_is_told_at_once(osso: Run, data: Path) -> None:
    (data / "duty.yml").write_text("- {id: lan, name: Lan, language: xx}\n")
    status, told = osso("check")
    assert status == 1
    assert "duty.yml:1: lan: there is no way to reach this person" in told
    assert 'lan → language: "xx" is not known here' in told


def test_who_has_no_way_that_is_set_up_is_named_with_the_setting_to_make(
    osso: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "docs/duty.example.yml", data / "duty.yml")
    monkeypatch.setenv("OSSO_TELEGRAM_TOKEN", TOKEN)
    status, told = osso("check")
    assert status == 1
    assert "hoa: she cannot be called yet. Set OSSO_MAIL_URL in .env." in told
    assert "lan: she cannot" not in told


def test_in_order_it_says_who_is_on_duty_now(
    osso: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "duty.yml").write_text(
        "- {id: lan, name: Lan, language: vi, telegram: 123}\n"
        "- {id: hoa, name: Hoa, language: vi, telegram: 456}\n"
    )
    monkeypatch.setenv("OSSO_TELEGRAM_TOKEN", TOKEN)
    status, told = osso("check")
    assert status == 0
    assert "On duty now, in the order of the calls: Lan, then Hoa" in told


async def test_a_trial_goes_out_by_every_way_and_says_what_became_of_it(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.commands.duty import _try  # noqa: PLC0415  # main() would start a second loop
    from app.settings import load_settings  # noqa: PLC0415
    from counselling.duty.reading import read_roster  # noqa: PLC0415

    (data / "duty.yml").write_text(
        "- {id: lan, name: Lan, language: en, telegram: 123, email: lan@example.org}\n"
    )
    async with a_bot_api() as api, a_mail_server() as mail:
        monkeypatch.setenv("OSSO_TELEGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("OSSO_TELEGRAM_API_URL", api.url)
        monkeypatch.setenv("OSSO_MAIL_URL", f"smtp://127.0.0.1:{mail.port}")
        monkeypatch.setenv("OSSO_MAIL_FROM", "duty@office.example")
        settings, roster = load_settings(data / "none"), read_roster(data / "duty.yml")
        assert await _try(roster, settings, "Lan") == 0
        assert api.sent[0]["text"].startswith("This is a test. Nobody is waiting.")
        assert mail.taken[0][0] == "lan@example.org"
        api.refusals.append(refusal(403, "Forbidden: bot was blocked by the user"))
        assert await _try(roster, settings, "lan") == 1
        assert await _try(roster, settings, "mai") == 1
    told = capsys.readouterr().out
    assert "telegram: not delivered: she has blocked the bot" in told
    assert "There is no 'mai' in duty.yml; these there are: lan" in told
