"""When the office may write to her first: the hours she named, and how long she has been silent."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

# Viet Nam keeps one time, UTC+7 (IANA tz database). Hours from ... to before.
_VIET_NAM = timezone(timedelta(hours=7))
HOURS: Mapping[str, range] = {
    "mine": range(0),
    "any": range(24),
    "day": range(8, 17),
    "evening": range(18, 22),
}
SILENT = timedelta(minutes=10)  # after which she may have put the phone down
LONG_SILENT = timedelta(hours=1)  # after which another may hold it
UNTIL_SHE_WRITES = datetime(9999, 1, 1, tzinfo=UTC)
"""No hour is safe, or she has not said: whatever nobody asked for waits for a sign of hers."""


def is_safe(way: str | None, at: datetime) -> bool:
    """Whether ``at`` is a time she said is safe; never, if she has said nothing."""
    return way is not None and at.astimezone(_VIET_NAM).hour in HOURS[way]


def should_ask_first(way: str | None, last_heard: datetime | None, now: datetime) -> bool:
    """Whether the counsellor is asked once before sending: she is silent, and it may be unsafe."""
    silent = last_heard is None or now - last_heard > SILENT
    return silent and not is_safe(way, now)


def may_go_from(way: str | None, last_heard: datetime | None, now: datetime) -> datetime:
    """When what nobody asked for may go to a device that shows or sounds it (aware).

    ``now`` while she is there or in her safe hours, else the next of them; UNTIL_SHE_WRITES if she
    wants to write first, or has said nothing. ``way`` is ``Wish.safe_contact``.
    """
    if not should_ask_first(way, last_heard, now):
        return now
    if way is None or not HOURS[way]:
        return UNTIL_SHE_WRITES
    local = now.astimezone(_VIET_NAM)
    begins = local.replace(hour=HOURS[way].start, minute=0, second=0, microsecond=0)
    return (begins if begins > local else begins + timedelta(days=1)).astimezone(UTC)
