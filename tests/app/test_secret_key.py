"""The secret key: made once, private, and never silently replaced."""

import base64
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.secret_key import FILE_NAME, secret_key
from app.settings import BadSettings, Settings


def test_the_first_run_makes_a_private_file_and_the_next_reads_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    key, made = secret_key(settings)
    assert made == tmp_path / FILE_NAME
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert secret_key(settings) == (key, None)


def test_a_key_that_is_given_is_used_and_not_written(tmp_path: Path) -> None:
    given = base64.b64encode(bytes(range(32))).decode()
    settings = Settings(data_dir=tmp_path, secret_key=SecretStr(given))
    assert secret_key(settings) == (bytes(range(32)), None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("bad", ["short", "not base64 at all!", "YWJj"])
def test_a_bad_key_is_refused_without_showing_it(tmp_path: Path, bad: str) -> None:
    with pytest.raises(BadSettings) as refusal:
        secret_key(Settings(data_dir=tmp_path, secret_key=SecretStr(bad)))
    assert "OSSO_SECRET_KEY" in str(refusal.value)
    assert bad not in str(refusal.value)


def test_with_a_database_but_no_key_nothing_new_is_made(tmp_path: Path) -> None:
    (tmp_path / "osso.sqlite3").touch()
    with pytest.raises(BadSettings, match="the secret key is gone"):
        secret_key(Settings(data_dir=tmp_path))
    assert not (tmp_path / FILE_NAME).exists()
