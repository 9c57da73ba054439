"""An office with two women, and its commands."""

import base64
from pathlib import Path

import pytest

from tests.counselling.cast import SECRET, FakeAssistant, Woman, an_office

SHE_STAYS, SHE_GOES = "chị ở lại", "chị xóa hết"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder the commands work on."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "secret.key").write_text(base64.b64encode(SECRET).decode())
    monkeypatch.setenv("OSSO_DATA_DIR", str(folder))
    return folder


async def two_women_write(data: Path) -> None:
    async with an_office(data, FakeAssistant()) as office:
        await Woman(office, "stays").says(SHE_STAYS)
        await Woman(office, "goes").says(SHE_GOES)


async def first_words(data: Path) -> dict[str, str | None]:
    """What each of the two finds when she looks."""
    async with an_office(data, FakeAssistant()) as office:
        found = {}
        for name in ("stays", "goes"):
            texts = await Woman(office, name).texts()
            found[name] = texts[0] if texts else None
        return found
