"""``./osso up`` where nothing can be kept: it says why, and what to look at."""

import argparse
import base64
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.commands import up
from app.settings import Settings


def test_a_database_that_cannot_be_opened_is_named_and_not_the_port(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "osso.sqlite3").mkdir()
    key = base64.b64encode(bytes(32)).decode()
    settings = Settings(_env_file=None, data_dir=tmp_path, port=0, secret_key=SecretStr(key))
    assert up.run(settings, argparse.Namespace()) == 1
    told = capsys.readouterr().err
    assert f"cannot write in {tmp_path} (unable to open database file)" in told
    assert "listen" not in told
