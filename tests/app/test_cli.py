"""The command line: help, wrong usage, and errors in words people can act on."""

from pathlib import Path

import pytest

from app.cli import COMMANDS, main


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    told = capsys.readouterr().out
    assert all(f" {command}" in told for command in COMMANDS)


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "up" in capsys.readouterr().out


def test_an_unknown_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"]) == 2
    assert "there is no command 'fly'" in capsys.readouterr().err


def test_wrong_settings_are_told_without_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSSO_PORT", "many")
    assert main(["faq", "check"]) == 1
    assert "OSSO_PORT" in capsys.readouterr().err


def test_faq_check_finds_the_offices_own_files_in_order(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["faq", "check"]) == 0
    assert "In order: 138 entries" in capsys.readouterr().out


def test_faq_check_names_file_and_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "legal").mkdir()
    (tmp_path / "legal" / "id-card.md").write_text("no head\n")
    monkeypatch.setenv("OSSO_FAQ_DIR", str(tmp_path))
    assert main(["faq", "check"]) == 1
    assert "legal/id-card.md:1" in capsys.readouterr().out


def test_an_account_is_made_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSSO_DATA_DIR", str(tmp_path))
    add = ["user", "add", "lan", "--name", "Lan"]
    for password, status in (("short", 1), ("a long enough password", 0), ("another one, long", 1)):
        monkeypatch.setattr("sys.stdin.readline", lambda password=password: password + "\n")
        assert main(add) == status
    assert main(["user", "add", "thu", "--name", "Thu", "--office", "can-thoo"]) == 1
    assert main(["user", "add", "thu", "--name", "Thu", "--office", "can-tho"]) == 0
    assert main(["user", "password", "lan"]) == 0
    assert main(["user", "password", "hoa"]) == 1
    told = capsys.readouterr()
    assert "there is no account 'hoa'" in told.err
    assert "there is no office 'can-thoo' in faq/offices.yml; there are: ha-noi" in told.err
    assert "Account 'lan' is ready" in told.out
    assert "12 to 256 characters" in told.err
    assert "the login 'lan' is taken" in told.err
