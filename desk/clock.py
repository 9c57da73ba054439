"""Times as the counsellors read them: Vietnamese time, and how long somebody has waited."""

from datetime import UTC, date, datetime, timedelta, timezone

from babel.dates import format_date

from desk.translations import DeskLanguage

# Viet Nam keeps one time, UTC+7, and has had no summer time since 1975 (IANA tz database).
VIET_NAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def hour(at: datetime) -> str:
    """``14:05``."""
    return at.astimezone(VIET_NAM).strftime("%H:%M")


def day_key(at: datetime) -> str:
    """The Vietnamese day as ``2026-11-22``."""
    return at.astimezone(VIET_NAM).date().isoformat()


def day(at: datetime, language: DeskLanguage) -> str:
    """The Vietnamese day in words."""
    return format_date(at.astimezone(VIET_NAM), format="full", locale=language)


def short_day(at: date) -> str:
    """``21/11/2026``."""
    return at.strftime("%d/%m/%Y")


def moment(at: datetime) -> str:
    """``14:05`` today, ``14:05 · 21/11/2026`` on any other day."""
    if day_key(at) == day_key(datetime.now(UTC)):
        return hour(at)
    return at.astimezone(VIET_NAM).strftime("%H:%M · %d/%m/%Y")


def minutes_since(at: datetime) -> int:
    """Whole minutes from ``at`` until now, never negative."""
    return max(0, int((datetime.now(UTC) - at).total_seconds() // 60))
