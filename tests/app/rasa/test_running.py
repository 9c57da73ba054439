"""Telling other commands where Rasa answers."""

from pathlib import Path

from app.rasa.running import forget, running_rasa, tell, told
from app.rasa.supervisor import Address

HERE = Address("http://127.0.0.1:9/webhooks/osso", "known")


async def test_what_is_told_is_private_and_can_be_read_until_it_is_forgotten(
    tmp_path: Path,
) -> None:
    tell(tmp_path, Address("http://127.0.0.1:1/webhooks/osso", "before"))
    tell(tmp_path, HERE)
    assert told(tmp_path) == HERE
    assert [file.stat().st_mode & 0o077 for file in tmp_path.iterdir()] == [0]
    forget(tmp_path)
    assert told(tmp_path) is None


async def test_an_address_left_by_a_killed_service_is_no_running_rasa(tmp_path: Path) -> None:
    tell(tmp_path, HERE)
    assert await running_rasa(tmp_path) is None


async def test_a_note_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "running-rasa.json").write_text('["half')
    assert told(tmp_path) is None
    assert await running_rasa(tmp_path) is None


def test_a_disk_that_takes_no_address_stops_nothing(tmp_path: Path) -> None:
    nowhere = tmp_path / "a file"
    nowhere.write_text("no folder")
    tell(nowhere, Address("http://127.0.0.1:1", "secret"))
    assert told(nowhere) is None
    forget(nowhere)
