"""A database on another machine is spoken with over TLS, or not at all unless somebody says so."""

from pathlib import Path

import pytest

from app.on_the_way import require_closed
from app.settings import BadSettings, load_settings

PG = "postgresql+asyncpg://osso:s3cret@"


@pytest.mark.parametrize(
    "rest",
    [
        *("/osso", "/osso?host=/var/run/postgresql", "localhost/osso", "127.0.0.1:5433/osso"),
        *("[::1]/osso", "db.example/osso?ssl=verify-full", "db/osso?ssl=require"),
        *("10.0.0.7/osso?ssl=verify-ca", "postgres/osso?ssl=disable"),
    ],
)
def test_what_stays_here_is_encrypted_or_said_to_be_alone_is_taken(rest: str) -> None:
    assert require_closed(PG + rest) == PG + rest


@pytest.mark.parametrize(
    "rest",
    [
        *("db.example/osso", "db.example/osso?ssl=prefer", "db.example/osso?ssl=allow"),
        *("10.0.0.7/osso", "localhost.example/osso", "/osso?host=db.example"),
        *("/osso?host=/var/run/postgresql&host=db.example:5432", "[2001:db8::1]/osso?ssl="),
    ],
)
def test_what_others_could_read_on_the_way_is_refused_with_how_to_mend_it(rest: str) -> None:
    with pytest.raises(ValueError, match="ssl=verify-full") as refused:
        require_closed(PG + rest)
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize("name", ["OSSO_DATABASE_URL", "OSSO_KEYS_URL"])
def test_the_service_does_not_start_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, f"{PG}db.example/osso")
    with pytest.raises(BadSettings, match=name) as refused:
        load_settings(tmp_path / "none")
    assert "s3cret" not in str(refused.value)
