"""A new secret key opens the files too: what platforms brought, and the tokens of accounts."""

from pathlib import Path

import pytest

from app.rotating import rotate
from app.secret_key import secret_key
from app.settings import Settings
from connectors.messaging.rotating import TOKENS
from connectors.messaging.sealed import CannotOpen, Seal
from connectors.messaging.tray import Tray


async def test_what_platforms_brought_and_the_database_has_not_yet_is_carried_over(
    tmp_path: Path,
) -> None:
    settings, folder = Settings(_env_file=None, data_dir=tmp_path), tmp_path / "zalo_oa"
    first, _ = secret_key(settings)
    await Tray(folder / "tray", first, "zalo_oa").lay(b"her words")
    Seal(first, TOKENS).write(folder / "tokens", b"access and refresh")
    await rotate(settings)
    second, _ = secret_key(settings)
    tray = Tray(folder / "tray", second, "zalo_oa")
    assert [tray.read(name) for name in tray.names()] == [b"her words"]
    assert Seal(second, TOKENS).read(folder / "tokens") == b"access and refresh"
    with pytest.raises(CannotOpen):
        Seal(first, TOKENS).read(folder / "tokens")
