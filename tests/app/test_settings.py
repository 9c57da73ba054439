"""Settings: one frozen whole, all problems named at once, nothing undocumented."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.secret_key import secret_key
from app.settings import ROOT, BadSettings, Settings, load_settings


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"OSSO_{name.upper()}", raising=False)


def test_without_any_setting_everything_lies_in_one_folder(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "none")
    assert settings.database == f"sqlite+aiosqlite:///{settings.data_dir / 'osso.sqlite3'}"


def test_settings_cannot_change_while_the_service_runs(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "none")
    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1  # type: ignore[misc]  # the very point


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("OSSO_PORT=9000\nOSSO_HOST=::1\n")
    monkeypatch.setenv("OSSO_PORT", "9001")
    settings = load_settings(tmp_path / ".env")
    assert (settings.port, settings.host) == (9001, "::1")


def test_every_wrong_setting_is_named_at_once_with_its_mend(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "OSSO_PORT=many\nOSSO_PUBLIC_URL=chat.example.org\nOSSO_PROT=8080\n"
    )
    with pytest.raises(BadSettings) as refusal:
        load_settings(tmp_path / ".env")
    told = "\n".join(refusal.value.problems)
    assert "OSSO_PROT: there is no such setting; did you mean OSSO_PORT?" in told
    assert re.search(r"OSSO_PORT: .*integer.*port the service listens on", told)
    assert "OSSO_PUBLIC_URL" in told


def test_the_example_file_names_every_setting_with_its_default() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    named = set(re.findall(r"^# (OSSO_\w+)=", example, re.MULTILINE))
    assert named - {"OSSO_PYTHON310"} == {f"OSSO_{name.upper()}" for name in Settings.model_fields}
    assert f"# OSSO_PORT={Settings.model_fields['port'].default}" in example


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("OSSO_MAIL_URL=smtps://u:s3cret@h:465", "OSSO_MAIL_FROM: .*an address to send from"),
        ("OSSO_MAIL_URL=imap://u:s3cret@h", "OSSO_MAIL_URL: .*must begin with"),
        ("OSSO_TELEGRAM_API_URL=api.telegram.org", "OSSO_TELEGRAM_API_URL: "),
        ("OSSO_PAGE_NEXT_AFTER=0", "OSSO_PAGE_NEXT_AFTER: .*minutes after which"),
    ],
)
def test_a_wrong_way_to_page_is_told_without_its_password(
    tmp_path: Path, line: str, told: str
) -> None:
    (tmp_path / ".env").write_text(line)
    with pytest.raises(BadSettings) as refusal:
        load_settings(tmp_path / ".env")
    assert re.search(told, "\n".join(refusal.value.problems))
    assert "s3cret" not in str(refusal.value)


def test_an_assistant_that_hangs_costs_her_less_than_two_seconds() -> None:
    assert Settings(_env_file=None).rasa_timeout < 2


def test_secrets_are_not_shown_with_the_settings(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "OSSO_TELEGRAM_TOKEN=1:s3cret\nOSSO_MAIL_URL=smtps://u:s3cret@h\nOSSO_MAIL_FROM=d@h.org\n"
    )
    assert "s3cret" not in repr(load_settings(tmp_path / ".env"))


def test_no_library_of_a_way_out_is_loaded_unless_it_is_set_up() -> None:
    program = (
        "import sys, app.commands.up\n"
        "from app.paging import ways_out\n"
        "from app.settings import Settings\n"
        "assert ways_out(Settings()) == {}\n"
        "print([name for name in ('telegram', 'httpx', 'aiosmtplib') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_sites_with_the_widget_stand_in_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "OSSO_WIDGET_SITES=https://www.office.example, https://office.example:8443\n"
    )
    assert load_settings(tmp_path / ".env").widget_origins == (
        "https://www.office.example",
        "https://office.example:8443",
    )
    assert load_settings(tmp_path / "none").widget_origins == ()


@pytest.mark.parametrize(
    "site",
    ["office.example", "http://office.example", "https://office.example/chat", "*", "'self'",
     "https://*.example", "https://office.example;", "https://user@office.example"],
)  # fmt: skip
def test_a_site_that_is_no_origin_is_named(tmp_path: Path, site: str) -> None:
    (tmp_path / ".env").write_text(f'OSSO_WIDGET_SITES="https://good.example {site}"\n')
    with pytest.raises(BadSettings) as refusal:
        load_settings(tmp_path / ".env")
    told = "\n".join(refusal.value.problems)
    assert re.search(rf"OSSO_WIDGET_SITES: .*{re.escape(site)}: write https://", told)
    assert "good.example" not in told


def test_services_that_share_a_database_share_its_key_store_and_need_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSSO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OSSO_DATABASE_URL", "postgresql+asyncpg://osso:s3cret@db/osso?ssl=require")
    settings = load_settings(tmp_path / "none")
    assert settings.keys == "postgresql+asyncpg://osso:s3cret@db/osso_keys?ssl=require"
    assert "s3cret" not in repr(settings)
    with pytest.raises(BadSettings, match="OSSO_SECRET_KEY"):
        secret_key(settings)


@pytest.mark.parametrize("name", ["OSSO_DATABASE_URL", "OSSO_KEYS_URL"])
def test_a_database_without_its_async_driver_is_refused_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "postgresql://osso:s3cret@db/osso")
    with pytest.raises(BadSettings, match=name) as refused:
        load_settings(tmp_path / "none")
    assert "s3cret" not in str(refused.value)


def test_rasa_servers_apart_need_a_long_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSSO_RASA_URL", "http://rasa.internal:5006")
    with pytest.raises(BadSettings, match="OSSO_RASA_SECRET"):
        load_settings(tmp_path / "none")
    monkeypatch.setenv("OSSO_RASA_SECRET", "x" * 32)
    assert load_settings(tmp_path / "none").rasa_servers == 1
