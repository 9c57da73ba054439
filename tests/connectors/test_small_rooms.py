"""A platform is a small adapter: what grows in one room belongs to all of them."""

from pathlib import Path

import pytest

ROOMS = Path(__file__).resolve().parents[2] / "connectors"
MOST = 250  # lines that are not blank, in all of a room's files


@pytest.mark.parametrize("room", ["messenger", "zalo_bot", "zalo_oa"])
def test_a_platforms_room_has_no_more_than_250_lines(room: str) -> None:
    lines = [
        line for path in (ROOMS / room).rglob("*.py") for line in path.read_text().splitlines()
    ]
    assert 0 < sum(bool(line.strip()) for line in lines) <= MOST


@pytest.mark.parametrize("room", ["messenger", "zalo_bot", "zalo_oa"])
def test_no_room_needs_another(room: str) -> None:
    others = {"telegram", "webchat", "messenger", "zalo_bot", "zalo_oa"} - {room}
    said = "\n".join(path.read_text() for path in (ROOMS / room).rglob("*.py"))
    assert not [other for other in others if f"connectors.{other}" in said]
