"""What a platform brings only once lies on the disk, sealed, in its order."""

from pathlib import Path

import pytest

from connectors.messaging.tray import Tray

SECRET = bytes(range(32))


async def test_what_is_laid_down_is_read_in_order_by_the_next_run_and_in_the_clear_by_nobody(
    tmp_path: Path,
) -> None:
    tray = Tray(tmp_path / "tray", SECRET, "zalo_bot")
    for text in ("một", "hai", "ba"):
        await tray.lay(text.encode())
    again = Tray(tmp_path / "tray", SECRET, "zalo_bot")
    names = again.names()

    assert [again.read(name) for name in names] == ["một".encode(), b"hai", b"ba"]
    assert not any(b"hai" in path.read_bytes() for path in (tmp_path / "tray").iterdir())
    again.clear(names[0])
    assert tray.names() == names[1:]


async def test_what_another_secret_sealed_is_set_aside_and_not_thrown_away(tmp_path: Path) -> None:
    await Tray(tmp_path, SECRET, "zalo_bot").lay(b"x")
    other = Tray(tmp_path, bytes(32), "zalo_bot")
    [name] = other.names()

    assert other.read(name) is None
    assert other.names() == []
    assert (tmp_path / f"{name}.unreadable").exists()


async def test_a_disk_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "tray").write_text("no folder")
    with pytest.raises(FileExistsError):
        await Tray(tmp_path / "tray", SECRET, "zalo_bot").lay(b"x")
