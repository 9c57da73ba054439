"""Backups by themselves: when they are due, and never failing in silence."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from app.backup import keeper as module
from app.backup.keeper import BackupKeeper
from app.backup.kept_backups import prune
from app.backup.key_copies import KeyCopies
from app.backup.making import Made
from app.settings import Settings
from counselling.clock import utc_now
from counselling.store.sql_keys import SqlKeys
from desk.backup_notice import NO_TROUBLE
from tests.counselling.cast import FakeAssistant, Woman, an_office


class Clock:
    def __init__(self) -> None:
        self.later = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.later


@pytest_asyncio.fixture
async def kept(tmp_path: Path) -> AsyncIterator[tuple[BackupKeeper, Clock]]:
    """An office with a woman's words, and its keeper of backups."""
    settings, clock = Settings(data_dir=tmp_path, backup_dir=tmp_path / "disk"), Clock()
    async with an_office(tmp_path, FakeAssistant()) as office:
        await Woman(office).says("chào")
        keys = office.store.keys
        assert isinstance(keys, SqlKeys)
        yield BackupKeeper(settings, KeyCopies(settings, keys), now=clock), clock


def stamp(path: Path, ago: timedelta) -> None:
    made_at = datetime.now(UTC) - ago
    path.rename(path.with_name(f"osso-{made_at:%Y-%m-%d-%H%M}.age"))


async def test_one_is_made_when_the_newest_is_a_day_old_and_not_before(
    kept: tuple[BackupKeeper, Clock], tmp_path: Path
) -> None:
    keeper, _ = kept
    await keeper.look(tmp_path / "disk")
    await keeper.look(tmp_path / "disk")  # as after a restart
    [first] = (tmp_path / "disk").glob("osso-*.age")
    stamp(first, timedelta(hours=25))
    await keeper.look(tmp_path / "disk")
    assert len(list((tmp_path / "disk").glob("osso-*.age"))) == 2


async def test_one_that_fails_is_told_to_log_and_desk_and_tried_again_in_an_hour(
    kept: tuple[BackupKeeper, Clock], tmp_path: Path
) -> None:
    keeper, clock = kept
    blocked = tmp_path / "disk"
    blocked.write_text("a file where the folder should be")
    with capture_logs() as logs:
        await keeper.look(blocked)
    assert [one["log_level"] for one in logs if "no backup" in one["event"]] == ["error"]
    assert (keeper.notice.why, keeper.notice.last) == ("away", None)
    blocked.unlink()
    await keeper.look(blocked)
    assert keeper.notice.why == "away"  # not yet
    clock.later = timedelta(hours=1, minutes=1)
    await keeper.look(blocked)
    assert keeper.notice == NO_TROUBLE
    assert len(list(blocked.glob("osso-*.age"))) == 1


async def test_a_full_disk_and_a_fault_of_ours_stop_nothing(
    kept: tuple[BackupKeeper, Clock], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, clock = kept
    whys = []
    for number, error in enumerate((OSError(28, "No space left on device"), ValueError("ours"))):

        async def fails(*_: object, error: Exception = error, **__: object) -> Made:
            raise error

        monkeypatch.setattr(module, "make_backup", fails)
        clock.later = timedelta(hours=2 * number)
        await keeper.look(tmp_path / "disk")
        whys.append(keeper.notice.why)
    assert whys == ["room", "other"]


async def test_of_many_the_newest_are_kept(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, keep_backups=2)
    for day in (1, 2, 3):
        made_at = datetime.now(UTC) - timedelta(days=day)
        (tmp_path / f"osso-{made_at:%Y-%m-%d-%H%M}.age").touch()
    assert prune(settings, tmp_path) == 1
    assert len(list(tmp_path.glob("osso-*.age"))) == 2


async def test_the_way_back_over_an_upgrade_stays_until_the_next_however_old(
    tmp_path: Path,
) -> None:
    for name in ("before-upgrade-0007-2020-01-01-0000", "before-upgrade-0012-2021-01-01-0000"):
        (tmp_path / f"{name}.age").touch()
    assert prune(Settings(data_dir=tmp_path), tmp_path) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["before-upgrade-0012-2021-01-01-0000.age"]
