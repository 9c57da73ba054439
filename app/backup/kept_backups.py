"""Which backups are kept, and throwing the others away."""

from datetime import timedelta
from pathlib import Path

from app.backup.names import BEFORE_UPGRADE, DAILY, backups_in
from app.settings import Settings
from counselling.clock import utc_now


def prune(settings: Settings, folder: Path) -> int:
    """Throw away what is older than the days, or more than the number, to keep; how many.

    The two newest stay whatever the clock says, which may be wrong. So does the newest of those
    made before an upgrade: it is the way back.
    """
    long_ago = utc_now() - timedelta(days=settings.keep_backups_days)
    daily = backups_in(folder, DAILY)
    before = backups_in(folder, BEFORE_UPGRADE)[1:]
    old = [path for made_at, path in [*daily[2:], *before] if made_at < long_ago]
    many = [path for _, path in daily[settings.keep_backups :]]
    for path in {*old, *many}:
        path.unlink(missing_ok=True)
    return len({*old, *many})
