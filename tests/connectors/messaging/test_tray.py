"""What a platform brings only once lies on the disk, sealed, in its order."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from connectors.messaging.arrivals import Arrival, Delivery
from connectors.messaging.tray import Tray, take_from

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


class TakesOneAtATime:
    """What the tray asks of an intake: of all it is given it takes the first."""

    channel, under_way = "zalo_oa", frozenset({"a", "b"})

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    async def take_all(self, deliveries: Sequence[Delivery]) -> set[str]:
        self.given.append([delivery.id for delivery in deliveries])
        return {deliveries[0].id} if deliveries else set()


async def test_of_what_came_together_that_which_is_taken_is_not_given_again(tmp_path: Path) -> None:
    tray, intake = Tray(tmp_path, SECRET, "zalo_oa"), TakesOneAtATime()
    await tray.lay(b"two pictures")
    two = [Delivery("a", Arrival("her")), Delivery("b", Arrival("her"))]
    taking = asyncio.create_task(take_from(tray, intake, lambda _body: two))  # type: ignore[arg-type]
    async with asyncio.timeout(5):
        while tray.names():  # noqa: ASYNC110  # the task takes them
            await asyncio.sleep(0.01)
    taking.cancel()
    assert [given for given in intake.given if given] == [["a", "b"], ["b"]]
