"""Secrets out of files: containers name the file, systemd hands over a folder."""

from pathlib import Path

import pytest

from app.secret_files import SECRETS, names
from app.settings import ROOT, BadSettings, Settings, load_settings


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {f"OSSO_{name.upper()}" for name in Settings.model_fields} | names()
    for name in known | {"CREDENTIALS_DIRECTORY"}:
        monkeypatch.delenv(name, raising=False)


def secret(path: Path, text: str = "1:s3cret") -> Path:
    path.write_text(f"{text}\n")
    path.chmod(0o400)
    return path


def test_a_file_named_in_the_environment_or_in_env_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSSO_TELEGRAM_TOKEN_FILE", str(secret(tmp_path / "token")))
    (tmp_path / ".env").write_text(f"OSSO_SECRET_KEY_FILE={secret(tmp_path / 'key', 'a2V5')}\n")
    settings = load_settings(tmp_path / ".env")
    assert settings.telegram_token.get_secret_value() == "1:s3cret"
    assert settings.secret_key.get_secret_value() == "a2V5"
    assert "s3cret" not in repr(settings)


def test_what_systemd_hands_over_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret(tmp_path / "osso_database_url", "sqlite+aiosqlite:///kept")
    secret(tmp_path / "another_services", "not ours")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert load_settings(tmp_path / "none").database == "sqlite+aiosqlite:///kept"


def test_a_secret_given_twice_or_unreadable_is_named_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSSO_TELEGRAM_TOKEN", "2:0ther")
    monkeypatch.setenv("OSSO_TELEGRAM_TOKEN_FILE", str(secret(tmp_path / "token")))
    monkeypatch.setenv("OSSO_SECRET_KEY_FILE", str(tmp_path / "gone"))
    (tmp_path / "letters").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("OSSO_KEYS_URL_FILE", str(tmp_path / "letters"))
    with pytest.raises(BadSettings) as refusal:
        load_settings(tmp_path / "none")
    told = "\n".join(refusal.value.problems)
    assert "OSSO_TELEGRAM_TOKEN: it is given more than once" in told
    assert "OSSO_SECRET_KEY_FILE: " in told
    assert "No such file" in told
    assert "OSSO_KEYS_URL_FILE: " in told
    assert "s3cret" not in told
    assert "0ther" not in told


def test_only_secrets_come_out_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OSSO_PORT_FILE", str(tmp_path))
    with pytest.raises(BadSettings, match="OSSO_PORT_FILE: there is no such setting"):
        load_settings(tmp_path / "none")


def test_the_example_file_names_each_of_them() -> None:
    example = (ROOT / ".env.example").read_text("utf-8").split("OSSO_SECRET_KEY_FILE")[1]
    for name in SECRETS:
        assert f"OSSO_{name.upper()}" in example
